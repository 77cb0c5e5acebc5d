import type { CodeRef, Keeping, Thread } from '@/features/annotations/room/types';
import { exactWords, whenWords } from '../keeping/when';
import { useMinute } from '../keeping/use-minute';
import { PatternSwatch } from '../marks/pattern-swatch';
import { Avatar } from '../presence/avatar';
import { usePage } from '../state/page';
import { personOf, usePeople } from './people-context';

export function CodeTags({ codes }: { codes: readonly CodeRef[] }) {
  const page = usePage();
  return (
    <ul role="list" className="code-tags">
      {codes.map((ref) => {
        const entry = page.codes.find(ref);
        const family = entry?.family ?? 'other';
        return (
          <li
            key={`${ref.codebook}/${ref.code}`}
            className="code-tag"
            data-family={family}
            title={entry?.code.definition}
          >
            <PatternSwatch family={family} width={18} />
            <span>{entry?.code.label ?? ref.code}</span>
          </li>
        );
      })}
    </ul>
  );
}

/** First code and how many more, for a single line. */
export function codeWords(page: ReturnType<typeof usePage>, codes: readonly CodeRef[]): string {
  const first = codes[0];
  const label = first ? (page.codes.find(first)?.code.label ?? first.code) : 'No code';
  return codes.length > 1 ? `${label} +${codes.length - 1}` : label;
}

export function familyOf(page: ReturnType<typeof usePage>, thread: Thread) {
  const first = thread.codes[0];
  return (first && page.codes.find(first)?.family) ?? 'other';
}

export function Byline({ by, at, keeping }: { by: string; at: string; keeping: Keeping }) {
  const people = usePeople();
  const now = useMinute();
  const person = personOf(people, by);
  return (
    <p className="byline">
      <Avatar person={person} hue={people.hues.get(by) ?? 1} label={false} />
      <span className="byline-name">
        <bdi>{by === people.you ? 'You' : person.name}</bdi>
      </span>
      <time dateTime={at} title={exactWords(at)}>
        {whenWords(at, now)}
      </time>
      <KeepingWord keeping={keeping} own={by === people.you} />
    </p>
  );
}

/** Said about one's own words only; what one sees of others is kept. */
function KeepingWord({ keeping, own }: { keeping: Keeping; own: boolean }) {
  switch (keeping.state) {
    case 'kept':
      return own ? <span className="keeping-word">Kept</span> : null;
    case 'sending':
      return <span className="keeping-word">Keeping</span>;
    case 'queued':
      return (
        <span className="keeping-word" data-waits="">
          Not yet kept
        </span>
      );
    case 'refused':
      return (
        <span className="keeping-word" data-refused="">
          Not kept
        </span>
      );
  }
}
