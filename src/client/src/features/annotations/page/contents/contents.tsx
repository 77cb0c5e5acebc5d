import { memo, useDeferredValue, useMemo, useState } from 'react';
import type { Thread } from '@/features/annotations/room/types';
import { speakersIn } from '@/shared/speakers';
import { Words } from '@/shared/ui/words';
import { personOf, usePeople } from '../margin/people-context';
import { scrollToRange } from '../marks/overlay';
import { familyNames } from '../marks/patterns';
import { PatternSwatch } from '../marks/pattern-swatch';
import { Avatar } from '../presence/avatar';
import { bookCode, isFiltering } from '../state/filter';
import { usePage } from '../state/page';
import { noFilter, toggledIn } from '../state/page-state';
import { useStore } from '../state/store';
import { codesInUse, type UsedFamily } from './codes-in-use';
import './contents.css';

/** Ways into the text: headings, speakers, and what is marked in it by whom. */
export const Contents = memo(function Contents({ threads: newest }: { threads: readonly Thread[] }) {
  // Counting may come a moment after the change itself has been drawn.
  const threads = useDeferredValue(newest);
  return (
    <div className="contents">
      <Headings />
      <Speakers />
      <CodesInUse threads={threads} />
      <PeopleWithMarks threads={threads} />
    </div>
  );
});

function Headings() {
  const page = usePage();
  const { blocks, text } = useStore(page.shown, (shown) => shown.caseView);
  const headings = blocks.filter((block) => block.kind === 'heading');
  if (headings.length === 0) return null;
  return (
    <nav aria-labelledby="contents-headings">
      <h2 id="contents-headings" className="contents-title">
        Contents
      </h2>
      <ul role="list" className="contents-list">
        {headings.map((heading) => (
          <li key={heading.start}>
            <button
              type="button"
              className="contents-link"
              onClick={() => {
                page.store.set({ dialog: undefined });
                scrollToRange(page, heading, 'centre');
              }}
            >
              <span dir="auto">
                <Words>{text.slice(heading.start, heading.end)}</Words>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Speakers() {
  const page = usePage();
  const blocks = useStore(page.shown, (shown) => shown.caseView.blocks);
  const speakers = useMemo(() => speakersIn(blocks), [blocks]);
  if (speakers.length === 0) return null;
  return (
    <section aria-labelledby="contents-speakers">
      <h2 id="contents-speakers" className="contents-title">
        Speakers
      </h2>
      <ul role="list" className="contents-list">
        {speakers.map(({ label, first }) => (
          <li key={label}>
            <button
              type="button"
              className="contents-link"
              onClick={() => {
                page.store.set({ dialog: undefined });
                scrollToRange(page, first, 'centre');
              }}
            >
              <bdi>
                <Words>{label}</Words>
              </bdi>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function CodesInUse({ threads }: { threads: readonly Thread[] }) {
  const page = usePage();
  const used = useMemo(() => codesInUse(threads, page.codes), [threads, page.codes]);
  const filter = useStore(page.store, (state) => state.filter);
  if (used.length === 0) return null;
  return (
    <section aria-labelledby="contents-codes">
      <h2 id="contents-codes" className="contents-title">
        Codes in use
      </h2>
      {isFiltering(filter) ? (
        <button
          type="button"
          className="contents-link contents-all"
          onClick={() => page.store.set({ filter: noFilter })}
        >
          Show all
        </button>
      ) : null}
      {used.map((family) => (
        <FamilyCodes key={family.family} used={family} />
      ))}
    </section>
  );
}

const SHOWN = 4;

function FamilyCodes({ used }: { used: UsedFamily }) {
  const page = usePage();
  const [all, setAll] = useState(false);
  const filter = useStore(page.store, (state) => state.filter);
  const choose = (change: Partial<typeof filter>) => page.store.set({ filter: { ...filter, ...change } });
  // Never “1 more”: that would take as much room as the one.
  const shown = all || used.codes.length <= SHOWN + 1 ? used.codes : used.codes.slice(0, SHOWN);
  return (
    <div className="contents-family">
      <button
        type="button"
        className="contents-choice"
        data-heading=""
        aria-pressed={filter.families.has(used.family)}
        onClick={() => choose({ families: toggledIn(filter.families, used.family) })}
      >
        <PatternSwatch family={used.family} width={18} />
        <span>{familyNames[used.family]}</span>
      </button>
      <ul role="list">
        {shown.map(({ entry, count }) => (
          <li key={entry.key}>
            <button
              type="button"
              className="contents-choice"
              aria-pressed={filter.codes.has(bookCode(entry.ref))}
              onClick={() => choose({ codes: toggledIn(filter.codes, bookCode(entry.ref)) })}
            >
              <span>{entry.code.label}</span>
              <span className="contents-count">{count}</span>
            </button>
          </li>
        ))}
        {shown.length < used.codes.length || all ? (
          <li>
            <button
              type="button"
              className="contents-choice contents-more"
              aria-expanded={all}
              onClick={() => setAll(!all)}
            >
              {all ? 'Fewer' : `${used.codes.length - shown.length} more`}
            </button>
          </li>
        ) : null}
      </ul>
    </div>
  );
}

/** By name only: how much anyone has written is nobody's score. */
function PeopleWithMarks({ threads }: { threads: readonly Thread[] }) {
  const page = usePage();
  const people = usePeople();
  const filter = useStore(page.store, (state) => state.filter);
  const authors = useMemo(() => [...new Set(threads.map((thread) => thread.by))], [threads]);
  if (authors.length === 0) return null;
  const named = authors.map((id) => personOf(people, id)).sort((a, b) => a.name.localeCompare(b.name, 'en-GB'));
  return (
    <section aria-labelledby="contents-people">
      <h2 id="contents-people" className="contents-title">
        Annotated by
      </h2>
      <ul role="list">
        {named.map((person) => (
          <li key={person.id}>
            <button
              type="button"
              className="contents-choice"
              aria-pressed={filter.people.has(person.id)}
              onClick={() => page.store.set({ filter: { ...filter, people: toggledIn(filter.people, person.id) } })}
            >
              <Avatar person={person} hue={people.hues.get(person.id) ?? 1} label={false} />
              <bdi>{person.id === people.you ? 'You' : person.name}</bdi>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
