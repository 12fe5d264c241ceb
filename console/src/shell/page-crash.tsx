import { Alert, Button, Stack } from '@mantine/core';
import { useRouteError } from 'react-router';
import { useSpeech } from '../words/language.tsx';

/** A page that failed to draw says so and leaves the rest of the console usable. */
export function PageCrash() {
  const { t } = useSpeech();
  const error = useRouteError();
  return (
    <Stack p="md" maw={640}>
      <Alert color="red" title={t('error.page')}>
        <span className="code">{error instanceof Error ? error.message : String(error)}</span>
      </Alert>
      <Button w="fit-content" variant="default" onClick={() => window.location.reload()}>
        {t('common.retry')}
      </Button>
    </Stack>
  );
}
