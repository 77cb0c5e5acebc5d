import { useState, useSyncExternalStore } from 'react';
import { countWaiting } from '@/features/annotations/room/leftovers';
import type { SessionView } from '@/shared/api/shapes';
import { chooseTheme, themeStore } from '@/shared/style/theme';
import { Menu, MenuChoice, MenuItem } from '@/shared/ui/menu';
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

  async function askToSignOut() {
    const count = await countWaiting(id);
    if (count > 0) setWaiting(count);
    else await signOut();
  }

  return (
    <>
      <Menu label={name} isOpenAtFirst trigger={<PersonButton person={session.person} />}>
        <MenuChoice label="Theme" options={themes} value={theme} onChange={chooseTheme} />
        <MenuItem onAction={() => void askToSignOut()}>Sign out</MenuItem>
      </Menu>
      <SignOutDialog waiting={waiting} onClose={() => setWaiting(0)} />
    </>
  );
}
