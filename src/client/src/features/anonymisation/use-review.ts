import { useState } from 'react';
import { editsFor, inOwnWords, type Replacement, suggested } from '@/shared/anonymisation/answering';
import type { Finding, Suggestion } from '@/shared/anonymisation/finding';
import { difference, type Edit, mentionsOf } from '@/shared/anonymisation/passage';
import { systemClock } from '@/shared/time/clock';
import {
  type Item,
  openItems,
  type Part,
  type Subject,
  withKept,
  withReopened,
  withReplaced,
  withTyped,
} from '@/shared/anonymisation/subject';

/** How a part stood before something was done to it. What is typed in one go is one step. */
type Step = { part: Part; before: Subject; typedAt: number | undefined };
type Cursor = { part: Part; offset: number; isPicked: boolean };

const deepest = 60;
const burst = 1_500;
const atTheStart: Cursor = { part: 'title', offset: 0, isPicked: false };

/** Which finding is asked about, what can be answered, and what was answered before. */
export function useReview(subject: Subject, onChange: (next: (subject: Subject) => Subject) => void) {
  const [cursor, setCursor] = useState(atTheStart);
  const [past, setPast] = useState<readonly Step[]>([]);
  const [said, setSaid] = useState('');
  /** Counts what was asked for by hand, so that the page follows it. */
  const [turns, setTurns] = useState(0);
  const open = openItems(subject);
  const current = itemAt(subject, open, cursor);
  const rank = current ? open.findIndex((item) => isSame(item, current)) : -1;

  function go(item: Item | undefined, isPicked = false) {
    if (!item) return;
    setCursor({ part: item.part, offset: item.finding.start, isPicked });
    setTurns((count) => count + 1);
  }

  const step = (by: 1 | -1) => {
    if (open.length === 0) return;
    // From what is not open, the next one is the first that stands behind it.
    const from = rank >= 0 ? rank : current ? open.findIndex((item) => isBehind(item, cursor)) - (by > 0 ? 1 : 0) : -1;
    go(open[(Math.max(from, by > 0 ? -1 : 0) + by + open.length) % open.length]);
  };

  function remember(part: Part, typedAt?: number) {
    const last = past.at(-1);
    const isSameBurst = typedAt !== undefined && last?.typedAt !== undefined && typedAt - last.typedAt < burst;
    const step = { part, before: isSameBurst ? last.before : subject, typedAt };
    setPast([...(isSameBurst ? past.slice(0, -1) : past.slice(-deepest)), step]);
  }

  function answer(part: Part, answered: readonly Finding[], edits: readonly Edit[], next: (now: Subject) => Subject) {
    const rest = open.filter((item) => item.part !== part || !answered.includes(item.finding));
    const following = rest.find((item) => isBehind(item, cursor)) ?? rest[0];
    remember(part);
    if (following) {
      const { part: to, finding } = following;
      setCursor({ part: to, offset: to === part ? after(edits, finding.start) : finding.start, isPicked: false });
    }
    setTurns((count) => count + 1);
    setSaid(rest.length === 0 ? 'Answered. Nothing stands open.' : `Answered. ${rest.length} to go.`);
    onChange(next);
  }

  function replace(part: Part, replacements: readonly Replacement[]) {
    const edits = editsFor(subject[part], replacements);
    const findings = replacements.map((one) => one.finding);
    answer(part, findings, edits, (now) => withReplaced(now, part, replacements));
  }

  /** The mentions an answer goes to: all of the same, but those that were answered otherwise. */
  function meant({ part, finding }: Item, all: boolean): Finding[] {
    if (!all) return [finding];
    const isOpen = new Set(open.filter((item) => item.part === part).map((item) => item.finding));
    return mentionsOf(subject[part], finding).filter((one) => one === finding || isOpen.has(one));
  }

  return {
    current,
    open,
    turns,
    said,
    canUndo: past.length > 0,
    isOpen: rank >= 0,
    rank,
    next: () => step(1),
    previous: () => step(-1),
    pick: (item: Item) => go(item, true),
    pickAt: (offset: number) => {
      const finding = subject.text.findings.find((one) => one.start <= offset && offset <= one.end);
      if (finding) setCursor({ part: 'text', offset: finding.start, isPicked: true });
    },
    meant,
    take: (item: Item, suggestion: Suggestion, place: number, all: boolean) =>
      replace(item.part, suggested(meant(item, all), suggestion, place)),
    write: (item: Item, words: string, all: boolean) => replace(item.part, inOwnWords(meant(item, all), words)),
    keep: (item: Item, because: string, all: boolean) => {
      const findings = meant(item, all);
      answer(item.part, findings, [], (now) => withKept(now, item.part, findings, because));
    },
    reopen: (item: Item) => {
      remember(item.part);
      onChange((now) => withReopened(now, item.part, item.finding));
    },
    type: (text: string) => {
      const edit = difference(subject.text.text, text);
      if (edit) remember('text', systemClock.now());
      if (edit && cursor.part === 'text') setCursor((now) => ({ ...now, offset: after([edit], now.offset) }));
      onChange((now) => withTyped(now, 'text', text));
    },
    say: setSaid,
    undo: () => {
      const last = past.at(-1);
      if (!last) return;
      setPast(past.slice(0, -1));
      setTurns((count) => count + 1);
      setSaid('Undone.');
      onChange((now) => withPartOf(now, last));
    },
  };
}

export type ReviewModel = ReturnType<typeof useReview>;

function withPartOf(now: Subject, { part, before }: Step): Subject {
  const earlier = before[part];
  const isSameText = earlier.text === now[part].text;
  const passage = isSameText ? { ...earlier, findings: now[part].findings } : earlier;
  return { ...now, [part]: passage, changes: before.changes, disguises: before.disguises };
}

const isSame = (one: Item, other: Item) => one.part === other.part && one.finding === other.finding;

const isBehind = ({ part, finding }: Item, cursor: Cursor) =>
  part === cursor.part ? finding.start > cursor.offset : part === 'text';

function itemAt(subject: Subject, open: readonly Item[], cursor: Cursor): Item | undefined {
  const { part, offset } = cursor;
  if (cursor.isPicked) {
    const picked = subject[part].findings.find((one) => one.start <= offset && offset < one.end);
    if (picked) return { part, finding: picked };
  }
  return (
    open.find((item) => (item.part === part ? item.finding.end > offset : item.part === 'text' && part === 'title')) ??
    open[0]
  );
}

const after = (edits: readonly Edit[], offset: number) =>
  edits.reduce((at, edit) => (edit.end <= offset ? at + edit.text.length - (edit.end - edit.start) : at), offset);
