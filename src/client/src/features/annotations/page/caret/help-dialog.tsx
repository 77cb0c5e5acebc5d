import { Button } from '@/shared/ui/button';
import { Dialog, DialogActions } from '@/shared/ui/dialog';
import { familyKeys, familyTitle } from '../palette/options';
import { usePage } from '../state/page';
import { writeKeysOn } from '../state/preferences';
import { useStore } from '../state/store';
import './help.css';

type Row = { keys: readonly string[]; does: string };

const mod = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/u.test(navigator.userAgent) ? '⌘' : 'Ctrl';

const inText: readonly Row[] = [
  { keys: ['←', '→'], does: 'The caret, by word' },
  { keys: ['Alt', '←', '→'], does: 'By sentence' },
  { keys: ['↑', '↓'], does: 'By line' },
  { keys: ['Home', 'End'], does: 'To the ends of the paragraph' },
  { keys: ['Shift'], does: 'With any of these: extend what is selected' },
  { keys: ['↵'], does: 'Open the codes on what is selected' },
];

const everywhere: readonly Row[] = [
  { keys: [mod, 'K'], does: 'Find text, codes, people and commands' },
  { keys: ['Esc'], does: 'Close, then let go of what is selected' },
  { keys: ['Esc', 'Esc'], does: 'Hide the case at once; any key shows it again' },
  { keys: ['↵'], does: 'On a card: reply' },
  { keys: [mod, '↵'], does: 'In a note or reply: set or send it' },
  { keys: ['Alt', 'C'], does: 'When it is held back: send it with the words suggested' },
];

const single: readonly Row[] = [
  { keys: ['j', 'k'], does: 'Next, previous' },
  { keys: ['s'], does: 'Next of the same code' },
  { keys: ['n'], does: 'With a note' },
  { keys: ['x'], does: 'Someone is named here: remove it' },
  ...familyKeys.map(({ key, family }) => ({ keys: [key], does: familyTitle(family) })),
  { keys: ['?'], does: 'This list' },
];

export function HelpDialog() {
  const page = usePage();
  const open = useStore(page.store, (state) => state.dialog === 'help');
  const keysOn = useStore(page.store, (state) => state.keysOn);
  const close = () => page.store.set({ dialog: undefined });
  return (
    <Dialog title="Keys" isOpen={open} onClose={close}>
      <div className="help">
        <Keys title="In the text" rows={inText} />
        <Keys title="Everywhere" rows={everywhere} />
        <Keys title="Single keys" rows={single} isShort isOff={!keysOn} />
        <label className="help-switch">
          <input
            type="checkbox"
            checked={keysOn}
            onChange={(event) => {
              writeKeysOn(event.target.checked);
              page.store.set({ keysOn: event.target.checked });
            }}
          />
          Use single keys on this device
        </label>
      </div>
      <DialogActions>
        <Button onPress={close}>Close</Button>
      </DialogActions>
    </Dialog>
  );
}

type KeysProps = { title: string; rows: readonly Row[]; isShort?: boolean; isOff?: boolean };

function Keys({ title, rows, isShort = false, isOff = false }: KeysProps) {
  return (
    <section className="help-group" data-off={isOff || undefined} data-short={isShort || undefined}>
      <h3>{title}</h3>
      <dl>
        {rows.map((row) => (
          <div key={row.does}>
            <dt>
              {row.keys.map((key, index) => (
                <kbd key={`${index} ${key}`}>{key}</kbd>
              ))}
            </dt>
            <dd>{row.does}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
