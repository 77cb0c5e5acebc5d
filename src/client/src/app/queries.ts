import { QueryClient } from '@tanstack/react-query';
import { problemOf } from '@/shared/api/problem';

const retries = 2;

export function createQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // The browser's idea of being online is a guess; a request tells.
        networkMode: 'always',
        staleTime: 10_000,
        retry: (failures, error) => {
          const { kind } = problemOf(error);
          return failures < retries && (kind === 'no-connection' || kind === 'failure');
        },
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}
