import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { Dialog } from '@/shared/ui/dialog';
import { CaseHeader } from './case-header';
import { HelpDialog } from './caret/help-dialog';
import { usePageKeys } from './caret/use-page-keys';
import { useQuickHide } from './caret/use-quick-hide';
import { Contents } from './contents/contents';
import { Empty } from './empty';
import { FindDialog } from './find/find-dialog';
import { HiddenVeil } from './hidden-veil';
import { FilterLine } from './margin/filter-line';
import { Margin } from './margin/margin';
import { News } from './margin/news';
import { PeopleContext } from './margin/people-context';
import { ThreadSheet } from './margin/thread-sheet';
import { createMarkIndexer } from './marks/block-marks';
import { Overlay } from './marks/overlay';
import { RemovedBars } from './marks/removed-bars';
import { Palette } from './palette/palette';
import { personHues } from './presence/people';
import { Rail } from './presence/rail';
import { useReport } from './presence/use-report';
import type { CasePageProps } from './props';
import { SelectionBar } from './selection-bar';
import { filtered } from './state/filter';
import { createPage, PageContext, showWords, usePage } from './state/page';
import { useMedia } from './state/use-media';
import { useStore } from './state/store';
import { CaseText } from './text/case-text';
import { narrow, usePointer } from './text/use-pointer';
import { useSelection } from './text/use-selection';
import { useSurface } from './text/use-surface';
import './case-page.css';

/** The case: the text in the middle, what is said about it at its edge. */
export function CasePage(props: CasePageProps) {
  return <OpenCase key={props.caseView.id} {...props} />;
}

function OpenCase({ caseView, room, commands, codebooks, menu, onNamed }: CasePageProps) {
  const [page] = useState(() => createPage(caseView, codebooks, commands, room, onNamed));
  const filter = useStore(page.store, (state) => state.filter);
  const hidden = useStore(page.store, (state) => state.hidden);
  const [indexer] = useState(() => createMarkIndexer(caseView.blocks, page.tiles));
  const threads = useMemo(() => filtered(room.threads, filter, page.codes), [room.threads, filter, page.codes]);
  const index = useMemo(() => indexer(threads), [indexer, threads]);
  const hues = useMemo(() => personHues(room.people), [room.people]);
  const initials = useMemo(() => new Map([...room.people].map(([id, person]) => [id, person.initials])), [room.people]);
  const people = useMemo(
    () => ({ you: room.you, byId: room.people, hues, audience: `the group (${room.people.size})` }),
    [room.you, room.people, hues],
  );
  const article = useRef<HTMLElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  const wide = !useMedia(narrow);
  const roomy = useMedia('(min-width: 75rem)');

  useLayoutEffect(() => {
    page.live.set({ room, threads, index });
    page.surface.get().painter?.setIndex(index);
  }, [page, room, threads, index]);
  useLayoutEffect(() => showWords(page, caseView), [page, caseView]);
  useSurface(page, article, layer);
  useSelection(page);
  usePointer(page);
  usePageKeys(page);
  useQuickHide(page);
  useReport(page);

  const who = { present: room.present, people: room.people, hues, you: room.you };
  return (
    <PageContext value={page}>
      <PeopleContext value={people}>
        <div className="case-page">
          {hidden ? <HiddenVeil /> : null}
          <div className="case-shown" data-hidden={hidden || undefined}>
            <SkipLinks wide={wide} />
            <CaseHeader {...who} connection={room.connection} unkept={room.unkept} menu={menu} />
            <div className="case-columns">
              {roomy ? (
                <aside className="case-contents" aria-label="Contents">
                  <Contents threads={room.threads} />
                </aside>
              ) : null}
              <div className="case-reading">
                <p id="case-text-hint" className="visually-hidden">
                  Left and right arrow keys move by word, with Alt by sentence; Shift selects; Enter opens the codes.
                </p>
                <CaseText articleRef={article} layerRef={layer} />
                <RemovedBars />
                <Overlay threads={threads} present={room.present} you={room.you} hues={hues} initials={initials} />
              </div>
              {wide ? (
                <section id="case-margin" className="case-margin" aria-label="Annotations" tabIndex={-1}>
                  <FilterLine shown={threads.length} all={room.threads.length} />
                  {room.threads.length === 0 ? (
                    <Empty loaded={room.loaded} isClosed={caseView.closedAt != null} />
                  ) : (
                    <Margin threads={threads} />
                  )}
                  <News threads={threads} you={room.you} loaded={room.loaded} />
                </section>
              ) : null}
            </div>
            <Rail {...who} />
            <Palette />
            <SelectionBar />
          </div>
        </div>
        <HelpDialog />
        <FindDialog />
        <ContentsSheet>
          <Contents threads={room.threads} />
        </ContentsSheet>
        {wide ? null : <ThreadSheet threads={threads} />}
        <Said />
      </PeopleContext>
    </PageContext>
  );
}

function SkipLinks({ wide }: { wide: boolean }) {
  return (
    <nav className="skip-links" aria-label="Skip to">
      <a href="#case-text">To the text</a>
      {wide ? <a href="#case-margin">To the annotations</a> : null}
    </nav>
  );
}

function ContentsSheet({ children }: { children: React.ReactNode }) {
  const page = usePage();
  const open = useStore(page.store, (state) => state.dialog === 'contents');
  return (
    <Dialog title="Contents" shape="side" isOpen={open} onClose={() => page.store.set({ dialog: undefined })}>
      {children}
    </Dialog>
  );
}

function Said() {
  const page = usePage();
  const said = useStore(page.store, (state) => state.said);
  return (
    <div role="status" aria-live="polite" className="visually-hidden">
      {said}
    </div>
  );
}
