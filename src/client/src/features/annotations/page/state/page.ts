import { createContext, use } from 'react';
import type { Range, Room, RoomCommands, Thread } from '@/features/annotations/room/types';
import type { CaseView, Codebook } from '@/shared/api/shapes';
import type { Named } from '@/shared/redaction/passages';
import { textUnits, type TextUnits } from '../caret/units';
import type { MarkIndex } from '../marks/block-marks';
import type { MarksPainter } from '../marks/painter';
import { indexCodes, type CodeIndex } from '../palette/code-index';
import type { Geometry } from '../text/geometry';
import type { TextMap } from '../text/text-map';
import { makeTiles, type Tile } from '../text/tiles';
import { createPageStore, type PageStore } from './page-state';
import { readKeysOn } from './preferences';
import { createStore, type Store, useStore } from './store';

/** The laid-out text; absent until it is on the screen. `version` counts layouts. */
export type Surface = {
  version: number;
  geometry: Geometry | undefined;
  map: TextMap | undefined;
  painter: MarksPainter | undefined;
  article: HTMLElement | undefined;
};

/** What of the text is on the screen, in its own pixels; in steps, so that few care at each scroll. */
export type View = { top: number; bottom: number };

/** The room as handlers need it: the newest one, and the threads that pass the filter. */
export type Live = { room: Room; threads: readonly Thread[]; index: MarkIndex };

/** Its words change only where a passage is removed or put back, and never in number: every place stays where it is. */
export type Shown = { caseView: CaseView; units: TextUnits };

/** One open case. The same object for as long as it is open, so that looking at it never re-renders. */
export type Page = {
  readonly caseView: CaseView;
  readonly units: TextUnits;
  /** The words, for whoever draws them. */
  shown: Store<Shown>;
  tiles: readonly Tile[];
  onNamed: (named: Named) => void;
  codes: CodeIndex;
  commands: RoomCommands;
  store: PageStore;
  surface: Store<Surface>;
  view: Store<View>;
  live: Store<Live>;
};

export function createPage(
  caseView: CaseView,
  codebooks: readonly Codebook[],
  commands: RoomCommands,
  room: Room,
  onNamed: (named: Named) => void = () => undefined,
): Page {
  const shown = createStore<Shown>({ caseView, units: textUnits(caseView.text, caseView.blocks) });
  return {
    get caseView() {
      return shown.get().caseView;
    },
    get units() {
      return shown.get().units;
    },
    shown,
    onNamed,
    tiles: makeTiles(caseView.text, caseView.blocks),
    codes: indexCodes(codebooks),
    commands,
    store: createPageStore(readKeysOn()),
    surface: createStore<Surface>({
      version: 0,
      geometry: undefined,
      map: undefined,
      painter: undefined,
      article: undefined,
    }),
    view: createStore<View>({ top: 0, bottom: 0 }),
    live: createStore<Live>({ room, threads: room.threads, index: { byBlock: [], byTile: [] } }),
  };
}

/** Takes over the words as they are now. */
export function showWords(page: Page, caseView: CaseView) {
  if (caseView === page.caseView) return;
  const isSame = caseView.text === page.caseView.text;
  page.shown.set({ caseView, units: isSame ? page.units : textUnits(caseView.text, caseView.blocks) });
  // Nobody has written in it yet; what somebody is writing stays where it is.
  if (isClosed(page) && page.store.get().palette?.takesFocus === false) page.store.set({ palette: undefined });
}

export const PageContext = createContext<Page | undefined>(undefined);

export function usePage(): Page {
  const page = use(PageContext);
  if (!page) throw new Error('This belongs inside a case page.');
  return page;
}

/** Closed, it is only read. */
export const isClosed = (page: Page) => page.caseView.closedAt != null;

export const useIsClosed = () => useStore(usePage().shown, ({ caseView }) => caseView.closedAt != null);

export const isLive = (page: Page) => page.live.get().room.connection.state === 'live';

export function threadById(page: Page, id: string): Thread | undefined {
  return page.live.get().room.threads.find((thread) => thread.id === id);
}

/** Threads whose span holds the offset, shortest first: the most particular is the likeliest to be meant. */
export function threadsAt(page: Page, offset: number): Thread[] {
  return page.live
    .get()
    .threads.filter(({ span }) => span.start <= offset && offset < span.end)
    .sort((a, b) => length(a.span) - length(b.span));
}

/** Where the first line begins that the header leaves free. */
export function firstOnScreen(page: Page): number {
  const { top } = page.view.get();
  return top <= 0 ? 0 : (page.surface.get().geometry?.roughOffsetAt(top + BELOW_HEADER) ?? 0);
}

const BELOW_HEADER = 80;
const length = (range: Range) => range.end - range.start;
