import { useCallback, useSyncExternalStore } from 'react';

const queries = new Map<string, MediaQueryList>();

function queryOf(query: string): MediaQueryList {
  const list = queries.get(query) ?? window.matchMedia(query);
  queries.set(query, list);
  return list;
}

export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const media = queryOf(query);
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => queryOf(query).matches);
}
