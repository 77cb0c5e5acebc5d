import { type SubmitEvent, useState } from 'react';
import { Button } from '@/shared/ui/button';
import { DialogActions } from '@/shared/ui/dialog';
import { TextField } from '@/shared/ui/text-field';

type Props = { isBusy: boolean; onCode: (code: string) => void; onBack: () => void };

/** The second step, where the account asks for a code. */
export function CodeStep({ isBusy, onCode, onBack }: Props) {
  const [code, setCode] = useState('');
  const [missing, setMissing] = useState(false);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    setMissing(code.trim() === '');
    if (code.trim() !== '') onCode(code.trim());
  }

  return (
    <form className="sign-in-form" onSubmit={submit} noValidate>
      <TextField
        label="Code"
        hint="The six digits that your authenticator app shows, or one of your recovery codes."
        autoComplete="one-time-code"
        spellCheck="false"
        // The page has just become this one question.
        // eslint-disable-next-line jsx-a11y/no-autofocus -- the keyboard belongs where the question is
        autoFocus
        value={code}
        onChange={setCode}
        problem={missing && code.trim() === '' ? 'Enter the code.' : undefined}
      />
      <DialogActions>
        <Button type="submit" look="primary" isDisabled={isBusy}>
          Sign in
        </Button>
        <Button look="plain" onPress={onBack}>
          Back
        </Button>
      </DialogActions>
    </form>
  );
}
