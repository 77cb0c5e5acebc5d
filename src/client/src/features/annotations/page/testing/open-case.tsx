import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { CasePage } from '@/features/annotations/page/case-page';
import type { Person, Room, RoomCommands, Thread } from '@/features/annotations/room/types';
import type { CaseView, Codebook } from '@/shared/api/shapes';
import { standInForTheBrowser } from './stand-ins';

export const text = 'She said it never bothered me, and looked at the clock.';

const people: Person[] = [
  { id: 'ada', name: 'Ada Okafor', initials: 'AO', role: 'supervisor' },
  { id: 'jonas', name: 'Jonas Smit', initials: 'JS', role: 'member' },
];

const caseView: CaseView = {
  id: 'heron',
  title: 'Heron',
  groupId: 'thursday',
  groupName: 'Thursday group',
  openedBy: 'jonas',
  openedAt: '2026-06-01T17:00:00Z',
  text,
  blocks: [{ kind: 'paragraph', start: 0, end: text.length }],
  people,
  you: 'ada',
  isErased: false,
};

const code = (id: string, label: string, definition: string) => ({ id, label, definition, order: 1, assignable: true });

const codebooks: Codebook[] = [
  {
    id: 'dmrs',
    title: 'Defence mechanisms',
    version: '1.0.0',
    family: 'defences',
    scale: 'ordinal',
    selection: 'multiple',
    codes: [
      code('denial', 'Denial', 'Does not see what is evident to others.'),
      code('projection', 'Projection', 'Puts one’s own into another.'),
    ],
  },
  {
    id: 'frame',
    title: 'Frame',
    version: '1.0.0',
    family: 'frame',
    scale: 'nominal',
    selection: 'multiple',
    codes: [code('time', 'Time and length', 'Beginning, end and what is done about them.')],
  },
];

export function makeThread(change: Partial<Thread> = {}): Thread {
  return {
    id: 'a1',
    by: 'jonas',
    at: '2026-06-01T17:40:00Z',
    span: {
      start: 12,
      end: 29,
      quote: 'never bothered me',
      prefix: 'She said it ',
      suffix: ', and looked at the clock.',
    },
    codes: [{ codebook: 'dmrs', version: '1.0.0', code: 'denial' }],
    resolved: false,
    replies: [],
    keeping: { state: 'kept', version: 1 },
    ...change,
  };
}

const empty: Room = {
  caseId: 'heron',
  you: 'ada',
  version: 1,
  loaded: true,
  threads: [],
  people: new Map(people.map((person) => [person.id, person])),
  present: [{ personId: 'ada' }],
  redactions: [],
  standing: { closedAt: undefined },
  reviewNews: 0,
  connection: { state: 'live', keptAt: '2026-06-04T17:42:07Z' },
  unkept: 0,
  waitingIn: 'device',
};

/** A case on the screen, what was asked of its room, and a way to let the room change. */
export function openCase(change: Partial<Room> = {}) {
  localStorage.clear();
  standInForTheBrowser();
  const asked: unknown[][] = [];
  const ask =
    (name: string, answer = '') =>
    (...values: unknown[]) => {
      asked.push([name, ...values.filter((value) => value !== undefined)]);
      return answer;
    };
  const commands: RoomCommands = {
    annotate: ask('annotate', 'new'),
    replace: ask('replace', 'new'),
    withdraw: ask('withdraw'),
    reply: ask('reply', 'r1'),
    withdrawReply: ask('withdrawReply'),
    resolve: ask('resolve'),
    reopen: ask('reopen'),
    dismiss: ask('dismiss'),
    here: () => undefined,
  };
  let room = { ...empty, ...change };
  let shown = caseView;
  const view = () => <CasePage caseView={shown} room={room} commands={commands} codebooks={codebooks} />;
  const rendered = render(view());
  return {
    user: userEvent.setup({ delay: null }),
    asked,
    become: (next: Partial<Room>) => {
      room = { ...room, ...next };
      rendered.rerender(view());
    },
    becomeClosed: (closedAt: string | null) => {
      shown = { ...shown, closedAt };
      rendered.rerender(view());
    },
  };
}
