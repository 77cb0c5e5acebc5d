import { memo } from 'react';
import type { Person, Presence } from '@/features/annotations/room/types';
import { usePage } from '../state/page';
import { useStore } from '../state/store';

type RailProps = {
  present: readonly Presence[];
  people: ReadonlyMap<string, Person>;
  hues: ReadonlyMap<string, number>;
  you: string;
};

/** Where the others read: thin marks beside the scroll bar. */
export const Rail = memo(function Rail({ present, people, hues, you }: RailProps) {
  const page = usePage();
  const geometry = useStore(page.surface, (surface) => surface.geometry);
  useStore(page.surface, (surface) => surface.version);
  if (!geometry || geometry.height === 0) return null;
  const readers = present.filter((person) => person.personId !== you && person.reading);
  return (
    <div className="rail" aria-hidden="true">
      {readers.map(({ personId, reading }, index) => {
        if (!reading) return null;
        const top = geometry.roughTopOf(reading.start) / geometry.height;
        const bottom = (geometry.roughTopOf(reading.end) + 28) / geometry.height;
        return (
          <span
            key={personId}
            className="rail-mark"
            data-person={hues.get(personId) ?? 1}
            title={people.get(personId)?.name}
            style={{
              insetBlockStart: `${(top * 100).toFixed(2)}%`,
              height: `${(Math.max(0, bottom - top) * 100).toFixed(2)}%`,
              insetInlineEnd: `${(index % 3) * 5}px`,
            }}
          />
        );
      })}
    </div>
  );
});
