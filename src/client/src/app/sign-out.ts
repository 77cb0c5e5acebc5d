import { api } from '@/shared/api/client';
import { problemOf } from '@/shared/api/problem';
import { notify } from '@/shared/ui/notices';
import { tellTabsOfSignOut } from './session-end';

/** Ends the session and loads the page anew, so that nothing read stays in memory. */
export async function signOut() {
  try {
    await api.delete('/api/session');
  } catch (error) {
    const problem = problemOf(error);
    if (problem.kind !== 'signed-out') {
      notify(`You are still signed in. ${problem.sentence}`);
      return;
    }
  }
  tellTabsOfSignOut();
  window.location.assign('/sign-in');
}
