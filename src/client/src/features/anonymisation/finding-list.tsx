import { useDeferredValue, useMemo, useState } from 'react';
import { kindOf } from '@/shared/anonymisation/kinds';
import type { Item, Subject } from '@/shared/anonymisation/subject';
import { Button } from '@/shared/ui/button';
import { type Entry, groupsOf } from './groups';

const chunk = 40;

/** All that was found, by kind. Long lists come in pieces; a moment after what is typed. */
export function FindingList({ subject, onPick }: { subject: Subject; onPick: (item: Item) => void }) {
  const later = useDeferredValue(subject);
  const { groups, weak } = useMemo(() => groupsOf(later), [later]);
  return (
    <div className="finding-list">
      {groups.map((group) => (
        <details key={group.kind} className="finding-group">
          <summary>
            <span className="kind-swatch" data-kind-family={kindOf(group.kind).family} aria-hidden="true" />
            {kindOf(group.kind).many}
            <span className="finding-count">
              {group.open === 0 ? `${group.entries.length}, answered` : `${group.open} open`}
            </span>
          </summary>
          <Entries entries={group.entries} onPick={onPick} />
        </details>
      ))}
      {weak.length === 0 ? null : (
        <details className="finding-group" data-weak>
          <summary>
            {weak.length === 1 ? '1 more word' : `${weak.length} more words`} to look at
            <span className="finding-count">no answer needed</span>
          </summary>
          <Entries entries={weak} onPick={onPick} />
        </details>
      )}
    </div>
  );
}

function Entries({ entries, onPick }: { entries: readonly Entry[]; onPick: (item: Item) => void }) {
  const [shown, setShown] = useState(chunk);
  const more = entries.length - shown;
  return (
    <>
      <ul role="list">
        {entries.slice(0, shown).map(({ item, words, mentions, open }) => (
          <li key={`${item.part} ${item.finding.start}`}>
            <button
              type="button"
              className="finding-entry"
              data-open={open > 0 || undefined}
              onClick={() => onPick(item)}
            >
              <span className="finding-words" dir="auto">
                {words}
              </span>
              <span className="finding-count">
                {mentions > 1 ? `${mentions} mentions, ` : ''}
                {item.finding.tier === 'weak' ? 'weak' : open > 0 ? 'open' : 'answered'}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {more > 0 ? (
        <Button size="small" look="plain" onPress={() => setShown(shown + 5 * chunk)}>
          Show {Math.min(more, 5 * chunk)} more
        </Button>
      ) : null}
    </>
  );
}
