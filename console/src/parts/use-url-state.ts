import { useSearchParams } from 'react-router';

/** A set of filters kept in the URL, so that a view can be shared and the back button works. */
export function useUrlState<K extends string>(keys: readonly K[]) {
  const [search, setSearch] = useSearchParams();
  const values = Object.fromEntries(
    keys.flatMap((key) => {
      const value = search.get(key);
      return value === null || value === '' ? [] : [[key, value]];
    }),
  ) as Partial<Record<K, string>>;
  const change = (next: Partial<Record<K, string | null>>): void =>
    setSearch(
      (before) => {
        const after = new URLSearchParams(before);
        for (const [key, value] of Object.entries<string | null | undefined>(next)) {
          if (value === null || value === undefined || value === '') after.delete(key);
          else after.set(key, value);
        }
        return after;
      },
      { replace: true },
    );
  const clear = (): void => change(Object.fromEntries(keys.map((key) => [key, null])) as Record<K, null>);
  return { values, change, clear, isSet: Object.keys(values).length > 0 };
}
