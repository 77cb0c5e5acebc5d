import { useId } from 'react';
import { Button } from './button';
import { notify } from './notices';
import './copy-field.css';

/** Something to be taken elsewhere, whole: a press copies it, and it can be selected where that is not possible. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const id = useId();

  async function copy() {
    try {
      await navigator.clipboard.writeText(value);
      notify('Copied.');
    } catch {
      notify('This browser does not copy. Select the text and copy it yourself.');
    }
  }

  return (
    <div className="copy-field">
      <label htmlFor={id}>{label}</label>
      <div className="copy-field-row">
        <input id={id} readOnly value={value} onFocus={(event) => event.currentTarget.select()} />
        <Button size="small" aria-label={`Copy: ${label}`} onPress={() => void copy()}>
          Copy
        </Button>
      </div>
    </div>
  );
}
