import { api } from '@/shared/api/client';
import { problemOf } from '@/shared/api/problem';
import { systemClock } from '@/shared/time/clock';
import { uuidv7 } from '@/shared/uuid';
import type { Probe } from './connection';
import { openLiveHub } from './hub';
import { deviceDatabase, deviceTurns } from './device';
import type { RoomParts } from './room';
import { openTabs } from './tabs';

const probe: Probe = async () => {
  try {
    await api.get('/api/session');
    return 'signed-in';
  } catch (error) {
    return problemOf(error).kind === 'signed-out' ? 'signed-out' : 'unreachable';
  }
};

function onWake(listener: () => void) {
  const whenSeen = () => {
    if (document.visibilityState === 'visible') listener();
  };
  window.addEventListener('online', listener);
  window.addEventListener('supervision:wake', listener);
  document.addEventListener('visibilitychange', whenSeen);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('supervision:wake', listener);
    document.removeEventListener('visibilitychange', whenSeen);
  };
}

/** The room's world in a real browser. */
export const browserParts = (): RoomParts => ({
  clock: systemClock,
  chance: Math.random,
  newId: () => uuidv7(),
  openHub: openLiveHub,
  probe,
  onWake,
  takeTurn: deviceTurns,
  openTabs,
  database: deviceDatabase(),
});
