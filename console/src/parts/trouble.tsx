import { Alert, Button, Group, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ApiError } from '../api/api-error.ts';
import { useSpeech } from '../words/language.tsx';

interface TroubleProps {
  readonly error: ApiError | null;
  readonly onRetry?: () => void;
}

/** An error as the server told it: what happened, what to do, its code, and a way to try again. */
export function Trouble({ error, onRetry }: TroubleProps) {
  const { t } = useSpeech();
  const isOffline = error === null || error.status === 0;
  const message = isOffline ? t('error.offline') : error.status === 403 ? t('error.forbidden') : error.message;
  return (
    <Alert color="red" title={t('error.title')} icon={<IconAlertTriangle size={18} />} maw={640} my="sm" role="alert">
      <Text size="sm">{message}</Text>
      <Text size="sm" c="dimmed">
        {isOffline ? t('error.offline.hint') : error.hint}
      </Text>
      <Group mt="xs" gap="sm">
        {onRetry === undefined ? null : (
          <Button variant="default" onClick={onRetry}>
            {t('common.retry')}
          </Button>
        )}
        <span className="code">{error?.code}</span>
      </Group>
    </Alert>
  );
}
