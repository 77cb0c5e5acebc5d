import type { Range } from '@/features/annotations/room/types';
import type { Family } from '@/shared/api/shapes';
import type { Caret } from '../caret/moves';
import { createStore, type Store } from './store';

/** What the palette is open for. */
export type PaletteTask = {
  kind: 'annotate' | 'replace';
  range: Range;
  /** The annotation to be replaced. */
  annotationId?: string;
  family?: Family | 'all';
  codes: readonly string[];
  note: string;
  /** False when a pointer opened it: the selection in the text stays usable until a key or a press goes to it. */
  takesFocus: boolean;
  writesNote: boolean;
};

export type Filter = { codes: ReadonlySet<string>; families: ReadonlySet<Family>; people: ReadonlySet<string> };
export const noFilter: Filter = { codes: new Set(), families: new Set(), people: new Set() };

export type PageState = {
  /** Chosen passage, by whichever means. */
  selection: Range | undefined;
  caret: Caret | undefined;
  selected: string | undefined;
  hovered: string | undefined;
  /** Card that should take the focus as soon as it is on the screen; the number tells two requests apart. */
  focusCard: { id: string; reply: boolean; ask: number } | undefined;
  palette: PaletteTask | undefined;
  filter: Filter;
  dialog: 'help' | 'find' | 'contents' | 'threads' | undefined;
  /** First annotation of the stack whose list is open. */
  openStack: string | undefined;
  /** Annotations shown in the sheet on a narrow screen. */
  sheet: readonly string[];
  hidden: boolean;
  keysOn: boolean;
  /** Text being written, by thread; it survives a card that leaves the screen. */
  drafts: ReadonlyMap<string, string>;
  /** Read out, politely. */
  said: string;
};

export type PageStore = Store<PageState>;

export function createPageStore(keysOn: boolean): PageStore {
  return createStore<PageState>({
    selection: undefined,
    caret: undefined,
    selected: undefined,
    hovered: undefined,
    focusCard: undefined,
    palette: undefined,
    filter: noFilter,
    dialog: undefined,
    openStack: undefined,
    sheet: [],
    hidden: false,
    keysOn,
    drafts: new Map(),
    said: '',
  });
}

export function withDraft(drafts: ReadonlyMap<string, string>, id: string, text: string): ReadonlyMap<string, string> {
  const next = new Map(drafts);
  if (text === '') next.delete(id);
  else next.set(id, text);
  return next;
}

export function toggledIn<T>(set: ReadonlySet<T>, item: T): ReadonlySet<T> {
  const next = new Set(set);
  if (!next.delete(item)) next.add(item);
  return next;
}
