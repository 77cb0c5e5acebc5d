import { useEffect, useId, useRef, type KeyboardEvent } from 'react';
import { HeldBack } from '@/shared/anonymisation/held-back';
import { Button } from '@/shared/ui/button';
import { TextField } from '@/shared/ui/text-field';
import { usePeople } from '../margin/people-context';
import { PatternSwatch } from '../marks/pattern-swatch';
import { nameText } from '../naming';
import { usePage } from '../state/page';
import type { PaletteTask } from '../state/page-state';
import { useStore } from '../state/store';
import { CodeList, optionId } from './code-list';
import { Definition } from './definition';
import { familyKeys, familyTitle } from './options';
import { NOTE_LIMIT, usePalette, type PaletteModel } from './use-palette';

export function PaletteBody({ task }: { task: PaletteTask }) {
  const page = usePage();
  const people = usePeople();
  const palette = usePalette(task);
  const keysOn = useStore(page.store, (state) => state.keysOn);
  const listId = useId();
  const field = useRef<HTMLInputElement>(null);
  const noteBox = useRef<HTMLDivElement>(null);
  const { takesFocus, writesNote } = task;

  useEffect(() => {
    if (!takesFocus) return;
    if (writesNote) noteBox.current?.querySelector('textarea')?.focus({ preventScroll: true });
    else field.current?.focus({ preventScroll: true });
  }, [takesFocus, writesNote, task.family]);

  const { isWaiting } = palette.contribution;
  useEffect(() => {
    // The button that was pressed is gone; the words are on their way from here.
    if (isWaiting) noteBox.current?.querySelector('textarea')?.focus({ preventScroll: true });
  }, [isWaiting]);

  const setAll = () => palette.set(palette.toSet);
  const openNote = () => {
    palette.openNote();
    // The box is there after the next paint.
    requestAnimationFrame(() => noteBox.current?.querySelector('textarea')?.focus({ preventScroll: true }));
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
      event.preventDefault();
      setAll();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      palette.close();
    }
  };
  const fieldKeys = (event: KeyboardEvent<HTMLInputElement>) => {
    if (handleFieldKey(event, palette, keysOn, { n: openNote, x: () => nameText(page, task.range) }))
      event.preventDefault();
  };

  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- keys of the fields inside, caught on their way
    <div className="palette-body" onKeyDown={keys}>
      <div className="palette-field">
        {palette.family === undefined ? null : (
          <button type="button" className="palette-family" onClick={() => palette.choose(undefined)}>
            {palette.family === 'all' ? null : <PatternSwatch family={palette.family} width={16} />}
            {familyTitle(palette.family)}
            <span aria-hidden="true">×</span>
            <span className="visually-hidden">: look in all codebooks instead</span>
          </button>
        )}
        <input
          ref={field}
          type="text"
          role="combobox"
          aria-label={palette.family === undefined ? 'Find a code' : `Find a code in ${familyTitle(palette.family)}`}
          aria-expanded={palette.options.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={palette.current ? optionId(listId, palette.current) : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder={palette.family === undefined ? 'Find a code' : 'Type to narrow'}
          value={palette.typed}
          onChange={(event) => palette.type(event.target.value)}
          onKeyDown={fieldKeys}
        />
      </div>
      {palette.gathered.length > 0 ? <Gathered palette={palette} /> : null}
      <CodeList id={listId} palette={palette} />
      {palette.family === undefined && palette.typed === '' ? <Families palette={palette} keysOn={keysOn} /> : null}
      <Definition entry={palette.current} />
      {palette.withNote ? (
        <div ref={noteBox}>
          <TextField
            label="Note"
            seenBy={`Seen by ${people.audience}`}
            lines={3}
            limit={NOTE_LIMIT}
            value={palette.note}
            onChange={palette.write}
          />
          <HeldBack
            contribution={palette.contribution}
            onEdit={() => noteBox.current?.querySelector('textarea')?.focus({ preventScroll: true })}
          />
        </div>
      ) : null}
      <div className="palette-foot">
        <Button
          look="primary"
          size="small"
          isDisabled={palette.toSet.length === 0 || palette.note.length > NOTE_LIMIT || !isFree(palette)}
          onPress={setAll}
        >
          {setWords(palette)}
        </Button>
        {palette.withNote ? null : (
          <Button size="small" look="plain" onPress={openNote}>
            Add a note
          </Button>
        )}
        {task.kind === 'annotate' ? (
          <Button size="small" look="plain" onPress={() => nameText(page, task.range)}>
            Someone is named here
          </Button>
        ) : null}
        <Button size="small" look="plain" onPress={palette.close}>
          Leave
        </Button>
        {keysOn ? (
          <span className="palette-keys" aria-hidden="true">
            <kbd>↵</kbd> set <kbd>⇧↵</kbd> and more
          </span>
        ) : null}
      </div>
    </div>
  );
}

const isFree = ({ contribution }: PaletteModel) => !contribution.isHeld && !contribution.isWaiting;

function setWords({ toSet }: PaletteModel): string {
  const [first] = toSet;
  if (!first) return 'Choose a code';
  return toSet.length === 1 ? `Set ${first.code.label}` : `Set ${toSet.length} codes`;
}

function Gathered({ palette }: { palette: PaletteModel }) {
  return (
    <ul role="list" className="palette-gathered" aria-label="Codes gathered">
      {palette.gathered.map((entry) => (
        <li key={entry.key}>
          <button type="button" data-family={entry.family} onClick={() => palette.gather(entry)}>
            <PatternSwatch family={entry.family} width={14} />
            {entry.code.label} <span aria-hidden="true">×</span>
            <span className="visually-hidden">: take it out</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Families({ palette, keysOn }: { palette: PaletteModel; keysOn: boolean }) {
  return (
    <ul role="list" className="palette-families" aria-label="Codebooks">
      {familyKeys.map(({ key, family }) => (
        <li key={key}>
          <button type="button" onClick={() => palette.choose(family)}>
            {family === 'all' ? <span className="swatch-space" /> : <PatternSwatch family={family} width={18} />}
            <span>{familyTitle(family)}</span>
            {keysOn ? <kbd aria-hidden="true">{key}</kbd> : null}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** True when the key was one of the list's; anything else goes into the field. */
function handleFieldKey(
  event: KeyboardEvent<HTMLInputElement>,
  palette: PaletteModel,
  keysOn: boolean,
  others: Readonly<Record<string, () => void>>,
): boolean {
  const empty = palette.typed === '';
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    palette.move(event.key === 'ArrowDown' ? 1 : -1);
    return true;
  }
  if (event.key === 'Enter' && !event.metaKey && !event.ctrlKey) {
    if (event.shiftKey && palette.current) palette.gather(palette.current);
    else palette.set(palette.toSet);
    return true;
  }
  if (event.key === 'Backspace' && empty && palette.family !== undefined) {
    palette.choose(undefined);
    return true;
  }
  if (!keysOn || !empty || palette.family !== undefined || event.metaKey || event.ctrlKey || event.altKey) return false;
  const letter = event.key.toLocaleLowerCase('en-GB');
  const other = others[letter];
  if (other) {
    other();
    return true;
  }
  const chosen = familyKeys.find(({ key }) => key === letter);
  if (chosen) palette.choose(chosen.family, chosen.family === 'all' ? '' : letter);
  return chosen !== undefined;
}
