import { lazy, Suspense, useEffect, useState } from 'react';
import type { SessionView } from '@/shared/api/shapes';
import { PersonButton } from './person-button';
import { whenIdle } from './when-idle';

const loadMenu = () => import('./person-menu-open');
const PersonMenuOpen = lazy(async () => ({ default: (await loadMenu()).PersonMenuOpen }));

/** The menu's script comes once the page has come to rest, or when somebody reaches for it. */
export function PersonMenu({ session }: { session: SessionView }) {
  const [isWanted, setWanted] = useState(false);
  useEffect(() => whenIdle(loadMenu), []);

  const button = (
    <PersonButton person={session.person} onPress={() => setWanted(true)} onHoverStart={() => void loadMenu()} />
  );
  if (!isWanted) return button;
  return (
    <Suspense fallback={button}>
      <PersonMenuOpen session={session} />
    </Suspense>
  );
}
