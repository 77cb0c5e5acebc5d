import '@/shared/style/tokens.css';
import '@/shared/style/base.css';
import { StrictMode, useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';
import { CasePage } from '@/features/annotations/page/case-page';
import type { Connection, Thread } from '@/features/annotations/room/types';
import type { CaseView, Codebook } from '@/shared/api/shapes';
import { codebooks as shipped } from '../../Supervision.Server/Features/Codebooks/codebooks.json';
import { makeCase, makeThreads } from './case-material';
import { FakeRoom } from './fake-room';

declare global {
  // What the measuring script, and whoever looks at the page by hand, can reach.
  var bench: { room: FakeRoom; spare: Thread[]; arrive: () => void };
}

const asked = new URLSearchParams(location.search);
const count = Number(asked.get('annotations') ?? '0');
const theme = asked.get('theme');
if (theme) document.documentElement.dataset['theme'] = theme;

const connections: Readonly<Record<string, Connection>> = {
  live: { state: 'live', keptAt: '2026-06-04T17:42:07Z' },
  connecting: { state: 'connecting' },
  away: { state: 'away', since: new Date().toISOString(), nextTryAt: new Date(Date.now() + 30_000).toISOString() },
  'signed-out': { state: 'signed-out' },
};

const codebooks = shipped.map((book) => ({
  ...book,
  codes: book.codes.map((code) => ({ ...code, assignable: !('assignable' in code) || code.assignable })),
})) as unknown as Codebook[];

async function start() {
  const other = asked.get('case');
  const caseView = other === null ? makeCase(50_000) : ((await (await fetch(other)).json()) as CaseView);
  const threads = makeThreads(caseView, codebooks, count + 40);
  // The last ones made are kept back to arrive later.
  const spare = threads.filter((thread) => Number(thread.id.slice(1)) >= count);
  const shown = threads.filter((thread) => Number(thread.id.slice(1)) < count);
  const connection = connections[asked.get('connection') ?? 'live'] ?? { state: 'connecting' };
  const room = new FakeRoom(caseView, shown, Number(asked.get('present') ?? '1'), connection);
  globalThis.bench = {
    room,
    spare,
    arrive: () => {
      const next = spare.shift();
      if (next) room.arrive({ ...next, by: 'p3' });
    },
  };
  const app = document.getElementById('app');
  if (!app) throw new Error('The page has no place for the app.');
  performance.mark('bench-start');
  createRoot(app).render(
    <StrictMode>
      <Bench caseView={caseView} room={room} />
    </StrictMode>,
  );
}

function Bench({ caseView, room }: { caseView: CaseView; room: FakeRoom }) {
  const current = useSyncExternalStore(room.subscribe, room.get);
  return <CasePage caseView={caseView} room={current} commands={room.commands} codebooks={codebooks} />;
}

void start();
