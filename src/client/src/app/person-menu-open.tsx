import { useNavigate } from '@tanstack/react-router';
import { useState, useSyncExternalStore } from 'react';
import { countWaiting } from '@/features/annotations/room/leftovers';
import { countDrafts } from '@/shared/drafts/vault';
import type { SessionView } from '@/shared/api/shapes';
import { chooseTheme, themeStore } from '@/shared/style/theme';
import { Menu, MenuChoice, MenuItem } from '@/shared/ui/menu';
import { notify } from '@/shared/ui/notices';
import { goToInstitute } from './go-to-institute';
import { PersonButton } from './person-button';
import { signOut } from './sign-out';
import { type Leaving, SignOutDialog } from './sign-out-dialog';

const themes = [
  { id: 'system', label: 'Follow the system' },
  { id: 'light', label: 'Light' },
  { id: 'dark', label: 'Dark' },
] as const;

const nothing: Leaving = { waiting: 0, drafts: 0 };

/** Open from the start: it comes when somebody has pressed the button. */
export function PersonMenuOpen({ session }: { session: SessionView }) {
  const theme = useSyncExternalStore(themeStore.subscribe, themeStore.getSnapshot);
  const [leaving, setLeaving] = useState<Leaving>(nothing);
  const { name, id } = session.person;
  const navigate = useNavigate();

  async function askToSignOut() {
    const [waiting, drafts] = await Promise.all([countWaiting(id), countDrafts(id)]);
    if (waiting > 0 || drafts > 0) setLeaving({ waiting, drafts });
    else await signOut(id);
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
        <MenuItem onAction={() => void navigate({ to: '/calendar' })}>Calendar</MenuItem>
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
      <SignOutDialog personId={id} leaving={leaving} onClose={() => setLeaving(nothing)} />
    </>
  );
}
