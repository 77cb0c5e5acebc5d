import type { ReactNode } from 'react';
import type { CaseView, Codebook } from '@/shared/api/shapes';
import type { Named } from '@/shared/redaction/passages';
import type { Room, RoomCommands } from '../room/types';

export type CasePageProps = {
  caseView: CaseView;
  /** A new object only when something changed; see room/types. */
  room: Room;
  /** The same object for as long as the case is open. */
  commands: RoomCommands;
  codebooks: readonly Codebook[];
  /** What else can be done with the case; stands with its buttons. */
  menu?: ReactNode;
  /** Somebody has pointed at words that name someone. The same function for as long as the case is open. */
  onNamed?: (named: Named) => void;
};
