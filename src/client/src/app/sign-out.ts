import { forgetDrafts } from '@/shared/drafts/vault';
import { api } from '@/shared/api/client';
import { problemOf } from '@/shared/api/problem';
import { notify } from '@/shared/ui/notices';
import { tellTabsOfSignOut } from './session-end';

/** Ends the session and loads the page anew, so that nothing read stays in memory and nothing written on the device. */
export async function signOut(personId: string) {
  try {
    await api.delete('/api/session');
  } catch (error) {
    const problem = problemOf(error);
    if (problem.kind !== 'signed-out') {
      notify(`You are still signed in. ${problem.sentence}`);
      return;
    }
  }
  await forgetDrafts(personId);
  tellTabsOfSignOut();
  window.location.assign('/sign-in');
}
