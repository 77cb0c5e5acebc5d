import { useEffect, useState, useSyncExternalStore } from 'react';
import { browserParts } from './browser-parts';
import { createRoom } from './room';
import type { Person, Room, RoomCommands } from './types';

/** The live room of a case, open for as long as the component stands. Give the component the case's id as its key. */
export function useRoom(
  caseId: string,
  you: string,
  people: readonly Person[],
): { room: Room; commands: RoomCommands } {
  const [store] = useState(() => createRoom(caseId, you, people, browserParts()));
  useEffect(() => store.open(), [store]);
  const room = useSyncExternalStore(store.subscribe, store.getSnapshot);

  const wouldLose = room.waitingIn === 'memory' && room.unkept > 0;
  useEffect(() => {
    if (!wouldLose) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [wouldLose]);

  return { room, commands: store.commands };
}
