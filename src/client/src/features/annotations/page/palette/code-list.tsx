import { useEffect, useRef } from 'react';
import { PatternSwatch } from '../marks/pattern-swatch';
import type { CodeEntry } from './code-index';
import type { PaletteModel } from './use-palette';

export const optionId = (listId: string, entry: CodeEntry) => `${listId}-${entry.key.replace(/[^\w-]/g, '-')}`;

/** Press a code to set it, press its plus to gather several. */
export function CodeList({ id, palette }: { id: string; palette: PaletteModel }) {
  const ref = useRef<HTMLDivElement>(null);
  const { current, groups, gathered } = palette;
  useEffect(() => {
    if (current) ref.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  const nothing = palette.options.length === 0;
  if (nothing && palette.typed === '') return <div id={id} role="listbox" aria-label="Codes" hidden />;
  return (
    <>
      <div ref={ref} id={id} role="listbox" aria-label="Codes" className="code-list" tabIndex={-1} hidden={nothing}>
        {groups.map((group) => (
          <div key={group.title} role="group" aria-label={group.title}>
            <p className="code-list-title" aria-hidden="true">
              {group.title}
            </p>
            {group.entries.map((entry) => (
              <div
                key={entry.key}
                id={optionId(id, entry)}
                role="option"
                tabIndex={-1}
                className="code-option"
                aria-selected={entry === current}
                data-gathered={gathered.includes(entry) || undefined}
                data-family={entry.family}
                data-under={entry.under.length > 0 || undefined}
                onPointerMove={() => {
                  if (entry !== current) palette.point(entry);
                }}
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => palette.set(gathered.includes(entry) ? gathered : [...gathered, entry])}
                onKeyDown={() => undefined}
              >
                <PatternSwatch family={entry.family} width={16} />
                <span className="code-option-label">{entry.code.label}</span>
                <span className="code-option-under">{entry.under.join(' · ')}</span>
                <span
                  className="code-option-gather"
                  aria-hidden="true"
                  onPointerDown={(event) => event.preventDefault()}
                  onClick={(event) => {
                    event.stopPropagation();
                    palette.gather(entry);
                  }}
                >
                  {gathered.includes(entry) ? '✓' : '+'}
                </span>
              </div>
            ))}
          </div>
        ))}
      </div>
      {nothing ? (
        <p className="code-list-none" role="status">
          No code matches “{palette.typed}”. Try another word, or <kbd>/</kbd> for all codebooks.
        </p>
      ) : null}
    </>
  );
}
