import { api } from '@/shared/api/client';
import { problemOf } from '@/shared/api/problem';
import { notify } from '@/shared/ui/notices';
import { tellTabsOfGoingElsewhere } from './session-end';

/** Goes to another institute and loads the page anew, so that nothing read at this one stays in memory. */
export async function goToInstitute(institute: string) {
  try {
    await api.post('/api/session/institute', { body: { institute } });
  } catch (error) {
    notify(`You are still where you were. ${problemOf(error).sentence}`);
    return;
  }
  tellTabsOfGoingElsewhere();
  window.location.assign('/cases');
}
