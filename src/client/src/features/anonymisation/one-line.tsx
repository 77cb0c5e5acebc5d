import { type KeyboardEvent, useState } from 'react';
import { Button } from '@/shared/ui/button';
import { TextField } from '@/shared/ui/text-field';

type Props = {
  label: string;
  act: string;
  limit?: number;
  problem?: string | undefined;
  onDone: (words: string) => void;
};

/** A line of one's own. It stands inside the form of the case, so Enter is caught here. */
export function OneLine({ label, act, limit = 200, problem, onDone }: Props) {
  const [words, setWords] = useState('');
  const trimmed = words.trim();
  const isReady = trimmed !== '' && trimmed.length <= limit;
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    if (isReady) onDone(trimmed);
  };
  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- keys of the field inside, caught on their way
    <div className="one-line" onKeyDown={keys}>
      <TextField label={label} value={words} problem={problem} onChange={setWords} autoComplete="off" />
      <Button size="small" isDisabled={!isReady} onPress={() => onDone(trimmed)}>
        {act}
      </Button>
    </div>
  );
}
