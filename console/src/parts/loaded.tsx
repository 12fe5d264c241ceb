import { Skeleton, Stack } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ApiError } from '../api/api-error.ts';
import { useSpeech } from '../words/language.tsx';
import { Trouble } from './trouble.tsx';

interface LoadedProps<T> {
  readonly query: UseQueryResult<T, ApiError>;
  /** Height in pixels that the skeleton keeps free. */
  readonly height?: number;
  readonly children: (data: T) => ReactNode;
}

/** Draws what a query brought; a skeleton before, the error with a retry instead. */
export function Loaded<T>({ query, height = 240, children }: LoadedProps<T>) {
  const { t } = useSpeech();
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error !== null) return <Trouble error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <Stack gap="xs" aria-busy aria-label={t('common.loading')}>
      <Skeleton height={18} width="40%" />
      <Skeleton height={Math.max(24, height - 28)} />
    </Stack>
  );
}
