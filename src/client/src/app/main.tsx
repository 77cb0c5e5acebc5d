import '@/shared/style/tokens.css';
import '@/shared/style/base.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { createRoot } from 'react-dom/client';
import { whenProblem, whenToConfirm } from '@/shared/api/client';
import { sessionQuery } from '@/features/session/session-query';
import { askWhoItIs } from './identity-asked';
import { createQueries } from './queries';
import { createAppRouter } from './router';
import { sessionEnd } from './session-end';

const queries = createQueries();
const router = createAppRouter(queries);

whenProblem((problem) => {
  const wasSignedIn = queries.getQueryData(sessionQuery.queryKey) !== undefined;
  if (problem.kind === 'signed-out' && problem.code === 'signed-out' && wasSignedIn) sessionEnd.set(true);
});

whenToConfirm(askWhoItIs);

const root = document.getElementById('app');
if (!root) throw new Error('The page has no place for the app.');

createRoot(root).render(
  <StrictMode>
    <I18nProvider locale="en-GB">
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </I18nProvider>
  </StrictMode>,
);
