import { useInfiniteQuery, useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import type { ApiError } from './api-error.ts';
import type { Endpoint } from './contract.ts';
import { request, urlOf, type Input, type Query } from './request.ts';

interface ReadOptions {
  readonly enabled?: boolean;
  readonly everyMs?: number;
  /** How long what was read counts as fresh. */
  readonly keepMs?: number;
}

/** The one way pages read: cached by the address of the request. */
export function useRead<A>(
  endpoint: Endpoint<A>,
  input: Input = {},
  options: ReadOptions = {},
): UseQueryResult<A, ApiError> {
  return useQuery<A, ApiError>({
    queryKey: [endpoint.path, urlOf(endpoint, input)],
    queryFn: ({ signal }) => request(endpoint, { ...input, signal }),
    enabled: options.enabled ?? true,
    refetchInterval: options.everyMs ?? false,
    ...(options.keepMs === undefined ? {} : { staleTime: options.keepMs }),
  });
}

interface PageOf<T> {
  readonly items: T[];
  readonly next: string | null;
}

/** Pages of a list behind a cursor, as one growing list. */
export function usePages<T>(endpoint: Endpoint<PageOf<T>>, query: Query = {}) {
  return useInfiniteQuery({
    queryKey: [endpoint.path, 'pages', urlOf(endpoint, { query })],
    queryFn: ({ pageParam, signal }) => request(endpoint, { query: { ...query, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: PageOf<T>) => last.next ?? undefined,
  });
}

/** The one way pages write: afterwards everything shown that starts with one of `stale` is read again. */
export function useWrite<A, B>(endpoint: Endpoint<A, B>, stale: readonly Endpoint<unknown>[] = []) {
  const client = useQueryClient();
  return useMutation<A, ApiError, Input<B>>({
    mutationFn: (input) => request(endpoint, input),
    onSuccess: () => Promise.all(stale.map(({ path }) => client.invalidateQueries({ queryKey: [path] }))),
  });
}
