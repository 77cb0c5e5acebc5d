import { useNavigate } from '@tanstack/react-router';
import { useState, useSyncExternalStore } from 'react';
import { countWaiting } from '@/features/annotations/room/leftovers';
import type { SessionView } from '@/shared/api/shapes';
import { chooseTheme, themeStore } from '@/shared/style/theme';
import { Menu, MenuChoice, MenuItem } from '@/shared/ui/menu';
import { notify } from '@/shared/ui/notices';
import { goToInstitute } from './go-to-institute';
import { PersonButton } from './person-button';
import { signOut } from './sign-out';
import { SignOutDialog } from './sign-out-dialog';

const themes = [
  { id: 'system', label: 'Follow the system' },
  { id: 'light', label: 'Light' },
  { id: 'dark', label: 'Dark' },
] as const;

/** Open from the start: it comes when somebody has pressed the button. */
export function PersonMenuOpen({ session }: { session: SessionView }) {
  const theme = useSyncExternalStore(themeStore.subscribe, themeStore.getSnapshot);
  const [waiting, setWaiting] = useState(0);
  const { name, id } = session.person;
  const navigate = useNavigate();

  async function askToSignOut() {
    const count = await countWaiting(id);
    if (count > 0) setWaiting(count);
    else await signOut();
  }

  async function askToGo(institute: string) {
    if (institute === session.institute.id) return;
    // What waits is sent as whoever one is: at the other institute nobody would take it.
    if ((await countWaiting(id)) > 0) notify('Changes on this device are not yet kept. Wait until they are, then go.');
    else await goToInstitute(institute);
  }

  return (
    <>
      <Menu label={name} isOpenAtFirst trigger={<PersonButton person={session.person} />}>
        <MenuItem onAction={() => void navigate({ to: '/account' })}>My account</MenuItem>
        {session.institutes.length > 1 ? (
          <MenuChoice
            label="Institute"
            options={session.institutes.map((one) => ({ id: one.id, label: one.name }))}
            value={session.institute.id}
            onChange={(institute) => void askToGo(institute)}
          />
        ) : null}
        <MenuChoice label="Theme" options={themes} value={theme} onChange={chooseTheme} />
        <MenuItem onAction={() => void askToSignOut()}>Sign out</MenuItem>
      </Menu>
      <SignOutDialog waiting={waiting} onClose={() => setWaiting(0)} />
    </>
  );
}
