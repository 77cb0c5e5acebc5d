import { useId, useMemo, useState, type KeyboardEvent } from 'react';
import { Dialog } from '@/shared/ui/dialog';
import { Words } from '@/shared/ui/words';
import { caretAt } from '../caret/moves';
import { codesInUse } from '../contents/codes-in-use';
import { usePeople } from '../margin/people-context';
import { scrollToRange } from '../marks/overlay';
import { PatternSwatch } from '../marks/pattern-swatch';
import { Avatar } from '../presence/avatar';
import { bookCode } from '../state/filter';
import { usePage } from '../state/page';
import { noFilter } from '../state/page-state';
import { useStore } from '../state/store';
import { find, type Found } from './find';
import { useCommands } from './use-commands';
import './find.css';

export function FindDialog() {
  const page = usePage();
  const open = useStore(page.store, (state) => state.dialog === 'find');
  return (
    <Dialog title="Find" isOpen={open} onClose={() => page.store.set({ dialog: undefined })}>
      <FindBody />
    </Dialog>
  );
}

const groupNames: Readonly<Record<Found['kind'], string>> = {
  command: 'Commands',
  code: 'Codes in use',
  person: 'People',
  text: 'In the text',
};

function FindBody() {
  const page = usePage();
  const people = usePeople();
  const commands = useCommands(page);
  const listId = useId();
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const threads = useStore(page.live, (live) => live.room.threads);
  const caseView = useStore(page.shown, (shown) => shown.caseView);
  const within = useMemo(
    () => ({
      text: caseView.text,
      blocks: caseView.blocks,
      codes: codesInUse(threads, page.codes).flatMap((family) => family.codes),
      people: [...people.byId.values()],
      commands,
    }),
    [page, caseView, threads, people, commands],
  );
  const found = useMemo(() => find(within, typed), [within, typed]);
  const current = found[Math.min(active, found.length - 1)];

  const choose = (item: Found | undefined) => {
    if (!item) return;
    switch (item.kind) {
      case 'command':
        commands.find((command) => command.id === item.id)?.run();
        return;
      case 'code':
        page.store.set({ dialog: undefined, filter: { ...noFilter, codes: new Set([bookCode(item.entry.ref)]) } });
        return;
      case 'person':
        page.store.set({ dialog: undefined, filter: { ...noFilter, people: new Set([item.person.id]) } });
        return;
      case 'text': {
        const from = caretAt(page.units, item.range.start);
        const to = caretAt(page.units, item.range.end - 1);
        page.store.set({
          dialog: undefined,
          selection: undefined,
          caret: from && to ? { anchor: from.focus, focus: to.focus } : undefined,
        });
        // The dialog gives the focus back first.
        requestAnimationFrame(() => {
          scrollToRange(page, item.range, 'centre');
          page.surface.get().article?.focus({ preventScroll: true });
        });
      }
    }
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setActive((Math.min(active, found.length - 1) + step + found.length) % Math.max(1, found.length));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      choose(current);
    }
  };
  return (
    <div className="find">
      <input
        type="text"
        role="combobox"
        className="find-field"
        aria-label="Find text, codes, people and commands"
        aria-expanded={found.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={current ? `${listId}-${current.id.replace(/[^\w-]/g, '-')}` : undefined}
        autoComplete="off"
        // Opened to be typed into.
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        placeholder="Text, codes, people, commands"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setActive(0);
        }}
        onKeyDown={keys}
      />
      <div id={listId} role="listbox" aria-label="Found" className="find-list" tabIndex={-1}>
        {found.map((item, index) => (
          <div key={`${item.kind} ${item.id}`} role="presentation">
            {found[index - 1]?.kind === item.kind ? null : (
              <p className="code-list-title" aria-hidden="true">
                {groupNames[item.kind]}
              </p>
            )}
            <div
              id={`${listId}-${item.id.replace(/[^\w-]/g, '-')}`}
              role="option"
              tabIndex={-1}
              className="find-option"
              aria-selected={item === current}
              ref={(element) => {
                if (item === current) element?.scrollIntoView({ block: 'nearest' });
              }}
              onPointerMove={() => setActive(index)}
              onClick={() => choose(item)}
              onKeyDown={() => undefined}
            >
              <FoundView item={item} hues={people.hues} />
            </div>
          </div>
        ))}
      </div>
      {found.length === 0 ? (
        <p role="status" className="quiet">
          Nothing here matches “{typed}”.
        </p>
      ) : null}
    </div>
  );
}

function FoundView({ item, hues }: { item: Found; hues: ReadonlyMap<string, number> }) {
  switch (item.kind) {
    case 'command':
      return (
        <>
          <span>{item.command.label}</span>
          {item.command.keys ? <kbd>{item.command.keys}</kbd> : null}
        </>
      );
    case 'code':
      return (
        <>
          <PatternSwatch family={item.entry.family} />
          <span>{item.entry.code.label}</span>
          <span className="quiet small">show these {item.count} only</span>
        </>
      );
    case 'person':
      return (
        <>
          <Avatar person={item.person} hue={hues.get(item.person.id) ?? 1} label={false} />
          <bdi>{item.person.name}</bdi>
          <span className="quiet small">show theirs only</span>
        </>
      );
    case 'text':
      return (
        <span className="find-place" dir="auto">
          …<Words>{item.before}</Words>
          <mark>{item.match}</mark>
          <Words>{item.after}</Words>…
        </span>
      );
  }
}
