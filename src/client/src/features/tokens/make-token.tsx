import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { Button } from '@/shared/ui/button';
import { CheckboxGroup } from '@/shared/ui/checkbox-group';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { Select } from '@/shared/ui/select';
import { TextField } from '@/shared/ui/text-field';
import { lifetimes, scopes } from './scopes';
import type { Scope } from './tokens-query';
import { useMakeToken } from './use-tokens';

const nameLimit = 80;

type Props = { onMade: (secret: string) => void; onCancel: () => void };

export function MakeToken({ onMade, onCancel }: Props) {
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<Scope[]>(['read']);
  const [days, setDays] = useState('30');
  const [isChecked, setChecked] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const { make, problem, isBusy } = useMakeToken(onMade);
  const isUnnamed = name.trim() === '' || name.trim().length > nameLimit;

  // It appears in place of what was pressed: go there.
  useEffect(() => form.current?.querySelector<HTMLElement>('input')?.focus(), []);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    // The fields say what is wrong at once, so that the first of them can be gone to.
    flushSync(() => setChecked(true));
    if (isUnnamed || chosen.length === 0) {
      form.current?.querySelector<HTMLElement>('[data-invalid] input')?.focus();
      return;
    }
    make({ name: name.trim(), scopes: chosen, days: Number(days) });
  }

  return (
    <form ref={form} className="make-token" onSubmit={submit} noValidate>
      <TextField
        label="What is it for"
        hint="So that you know it again, such as “backup on my laptop”."
        value={name}
        limit={nameLimit}
        onChange={setName}
        problem={isChecked && isUnnamed ? 'Say in a few words what the token is for.' : undefined}
        seenBy="Only you"
        autoComplete="off"
      />
      <CheckboxGroup
        label="What it may do"
        options={scopes}
        value={chosen}
        onChange={setChosen}
        problem={isChecked && chosen.length === 0 ? 'Choose at least one.' : undefined}
      />
      <Select label="Good for" options={lifetimes} value={days} onChange={setDays} />
      <p className="quiet">A token never makes other tokens, and never changes how you sign in.</p>
      {problem ? <ProblemMessage problem={problem} /> : null}
      <div className="tokens-actions">
        <Button type="submit" look="primary" isDisabled={isBusy}>
          {isBusy ? 'Making' : 'Make the token'}
        </Button>
        <Button onPress={onCancel}>Cancel</Button>
      </div>
    </form>
  );
}
