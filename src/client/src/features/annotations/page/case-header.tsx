import { memo, type ReactNode } from 'react';
import { notify } from '@/shared/ui/notices';
import { Words } from '@/shared/ui/words';
import type { Connection, Person, Presence } from '@/features/annotations/room/types';
import { KeepingLine } from './keeping/keeping-line';
import { HeaderPresence } from './presence/header-presence';
import { usePage, type Page } from './state/page';
import { useStore } from './state/store';

type CaseHeaderProps = {
  present: readonly Presence[];
  people: ReadonlyMap<string, Person>;
  hues: ReadonlyMap<string, number>;
  you: string;
  connection: Connection;
  unkept: number;
  menu: ReactNode;
};

export const CaseHeader = memo(function CaseHeader({ connection, unkept, menu, ...who }: CaseHeaderProps) {
  const page = usePage();
  const { title, groupName } = useStore(page.shown, (shown) => shown.caseView);
  return (
    <header className="case-header">
      <div className="case-name">
        <p className="case-of-group">
          <bdi>{groupName}</bdi>
        </p>
        <h1>
          <bdi>
            <Words>{title}</Words>
          </bdi>
        </h1>
      </div>
      <div className="case-tools">
        <HeaderPresence {...who} />
        <KeepingLine connection={connection} unkept={unkept} />
        <CaseButtons menu={menu} />
      </div>
    </header>
  );
});

/** In the header; on a narrow screen at the foot, under the thumb. */
function CaseButtons({ menu }: { menu: ReactNode }) {
  const page = usePage();
  return (
    <nav className="case-buttons" aria-label="Case">
      <button
        type="button"
        className="header-button case-contents-button"
        onClick={() => page.store.set({ dialog: 'contents' })}
      >
        Contents
      </button>
      <button type="button" className="header-button case-annotations-button" onClick={() => showInView(page)}>
        Annotations
      </button>
      <button type="button" className="header-button" onClick={() => page.store.set({ dialog: 'find' })}>
        Find
      </button>
      <button
        type="button"
        className="header-button case-keys-button"
        onClick={() => page.store.set({ dialog: 'help' })}
      >
        Keys
      </button>
      {menu}
    </nav>
  );
}

const MOST_IN_SHEET = 40;

/** The annotations of what is on the screen, in the sheet; of the next ones when there are none. */
function showInView(page: Page) {
  const { geometry } = page.surface.get();
  const { threads } = page.live.get();
  const view = page.view.get();
  const from = geometry?.roughOffsetAt(view.top) ?? 0;
  const to = geometry?.roughOffsetAt(view.bottom) ?? 0;
  const here = threads.filter(({ span }) => span.end > from && span.start < to);
  const shown = here.length > 0 ? here : threads.filter(({ span }) => span.start >= from).slice(0, 5);
  if (shown.length === 0) notify('No annotations here yet. Select a passage to add one.');
  else
    page.store.set({
      sheet: shown.slice(0, MOST_IN_SHEET).map((thread) => thread.id),
      dialog: 'threads',
      selected: undefined,
    });
}
