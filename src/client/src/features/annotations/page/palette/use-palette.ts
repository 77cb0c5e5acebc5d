import { useMemo, useState } from 'react';
import type { Kept } from '@/shared/anonymisation/finding';
import { useContribution } from '@/shared/anonymisation/use-contribution';
import type { Family } from '@/shared/api/shapes';
import { isLive, usePage, type Page } from '../state/page';
import type { PaletteTask } from '../state/page-state';
import { readRecent, writeRecent } from '../state/preferences';
import { excerpt, spanOf } from '../text/quote';
import type { CodeEntry } from './code-index';
import { toggled } from './gathering';
import { closePalette } from './open-palette';
import { optionGroups } from './options';
import { withRecent } from './recent-codes';

export const NOTE_LIMIT = 10_000;

/** What the palette holds while it is open, and what can be done with it. */
export function usePalette(task: PaletteTask) {
  const page = usePage();
  const [family, setFamily] = useState<Family | 'all' | undefined>(task.family);
  const [letter, setLetter] = useState('');
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState<number>();
  const [note, setNote] = useState(task.note);
  const contribution = useContribution({ text: note, onText: setNote, isLive: () => isLive(page) });
  const [withNote, setWithNote] = useState(task.writesNote || task.note !== '');
  const [recent] = useState(readRecent);
  const [gathered, setGathered] = useState<readonly CodeEntry[]>(() =>
    task.codes.flatMap((key) => page.codes.entries.filter((entry) => entry.key === key)),
  );
  // A key pressed in the text while the palette is open chooses its family.
  const [asked, setAsked] = useState(task.family);
  if (task.family !== asked) {
    setAsked(task.family);
    setFamily(task.family);
    setTyped('');
    setActive(undefined);
  }

  const groups = useMemo(
    () => optionGroups(page.codes, { family, typed, recent, letter }),
    [page.codes, family, typed, recent, letter],
  );
  const options = useMemo(() => groups.flatMap((group) => group.entries), [groups]);
  const searching = family !== undefined || typed.trim() !== '';
  // Once one has chosen a family or typed, the first match is what Enter sets.
  const at = active ?? (searching && (gathered.length === 0 || typed.trim() !== '') ? 0 : undefined);
  const current = at === undefined ? undefined : options[Math.min(at, options.length - 1)];
  const toSet = current && !gathered.includes(current) ? toggled(gathered, current) : gathered;

  const back = () => {
    setTyped('');
    setActive(undefined);
  };
  return {
    family,
    typed,
    groups,
    options,
    current,
    gathered,
    toSet,
    note,
    contribution,
    withNote,
    choose: (next: Family | 'all' | undefined, key = '') => {
      setFamily(next);
      setLetter(key);
      back();
    },
    type: (text: string) => {
      setTyped(text);
      setActive(undefined);
    },
    move: (step: 1 | -1) => {
      if (options.length === 0) return;
      const from = at ?? (step > 0 ? -1 : options.length);
      setActive((from + step + options.length) % options.length);
    },
    gather: (entry: CodeEntry) => {
      setGathered(toggled(gathered, entry));
      back();
    },
    point: (entry: CodeEntry) => setActive(options.indexOf(entry)),
    write: setNote,
    openNote: () => setWithNote(true),
    set: (entries: readonly CodeEntry[]) => {
      if (entries.length === 0 || note.length > NOTE_LIMIT) return;
      contribution.give((words, kept) => setAnnotation(page, task, entries, { words, kept }, recent));
    },
    close: () => closePalette(page),
  };
}

export type PaletteModel = ReturnType<typeof usePalette>;

/** Made on this device at once; keeping it is the room's business. */
function setAnnotation(
  page: Page,
  task: PaletteTask,
  entries: readonly CodeEntry[],
  { words, kept }: { words: string; kept: readonly Kept[] | undefined },
  recent: string[],
) {
  const codes = entries.map((entry) => entry.ref);
  const span = spanOf(page.caseView.text, task.range);
  const note = words === '' ? undefined : words;
  const id =
    task.kind === 'replace' && task.annotationId !== undefined
      ? page.commands.replace(task.annotationId, span, codes, note, kept)
      : page.commands.annotate(span, codes, note, kept);
  writeRecent(withRecent(recent, codes));
  document.getSelection()?.removeAllRanges();
  const labels = entries.map((entry) => entry.code.label).join(', ');
  page.store.set({ selection: undefined, selected: id, said: `Set: ${labels}, on “${excerpt(span.quote, 60)}”` });
  closePalette(page);
}
