/** A key beside what it does; said by the list of keys, not by each button. */
export function Key({ of, isOn }: { of: string; isOn: boolean }) {
  return isOn ? <kbd aria-hidden="true">{of}</kbd> : null;
}

/** The choice is made on the page of a case, for this device. */
export function readKeysOn(): boolean {
  try {
    return localStorage.getItem('supervision.single-keys') !== 'off';
  } catch {
    return true;
  }
}

const rows: readonly (readonly [keys: readonly string[], does: string])[] = [
  [['Alt', '↓'], 'Next open finding, also while writing'],
  [['Alt', '↑'], 'The one before'],
  [['j', 'k'], 'Next, previous'],
  [['1', '9'], 'Take that suggestion or reason'],
  [['↵'], 'Take the first suggestion, where the finding is nearly certain'],
  [['n'], 'Not identifying because …'],
  [['m'], 'Never flag this for me'],
  [['f'], 'Always flag this: a word shown folded'],
  [['Alt', 'f'], 'Always flag the words selected in the text'],
  [['a'], 'All mentions, or this one only'],
  [['o'], 'In your own words'],
  [['u'], 'Undo'],
];

export function KeyList() {
  return (
    <details className="review-keys">
      <summary>Keys</summary>
      <dl>
        {rows.map(([keys, does]) => (
          <div key={does}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
