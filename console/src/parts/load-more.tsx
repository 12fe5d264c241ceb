import { Button, Group, Text } from '@mantine/core';
import { useSpeech } from '../words/language.tsx';

interface LoadMoreProps {
  readonly shown: number;
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  readonly onMore: () => void;
}

export function LoadMore({ shown, hasMore, isLoading, onMore }: LoadMoreProps) {
  const { t, format } = useSpeech();
  return (
    <Group justify="center" gap="sm" pt="sm">
      <Text size="xs" c="dimmed" className="number">
        {t('common.shown', { n: format.count(shown) })}
        {hasMore ? '' : ` · ${t('common.end')}`}
      </Text>
      {hasMore ? (
        <Button variant="default" onClick={onMore} loading={isLoading}>
          {t('common.loadMore')}
        </Button>
      ) : null}
    </Group>
  );
}
