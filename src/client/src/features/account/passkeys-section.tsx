import { useQuery } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { api } from '@/shared/api/client';
import { knowsPasskeys, makePasskey } from '@/shared/api/passkeys';
import { problemOf } from '@/shared/api/problem';
import { Button } from '@/shared/ui/button';
import { notify } from '@/shared/ui/notices';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { TextField } from '@/shared/ui/text-field';
import { passkeysQuery } from './account-queries';
import { PasskeyRow } from './passkey-row';
import { Section } from './section';
import { useChange } from './use-change';

const longestName = 60;

export function PasskeysSection() {
  const { data: passkeys, error } = useQuery(passkeysQuery);
  return (
    <Section
      title="Passkeys"
      about="A passkey signs you in with the lock of your device: your finger, your face, its PIN. It cannot be guessed, and no false site can ask for it."
    >
      {error ? <ProblemMessage problem={problemOf(error)} /> : null}
      {passkeys && passkeys.length > 0 ? (
        <ul role="list" className="account-list">
          {passkeys.map((passkey) => (
            <PasskeyRow key={passkey.id} passkey={passkey} />
          ))}
        </ul>
      ) : null}
      {knowsPasskeys() ? <AddPasskey /> : <p>This browser knows no passkeys. Use a newer one to add one.</p>}
    </Section>
  );
}

function AddPasskey() {
  const [name, setName] = useState('');
  const [missing, setMissing] = useState(false);
  const { run, problem, isBusy } = useChange(
    async (called: string) =>
      api.post('/api/account/passkeys', { body: { name: called, credential: await makePasskey() } }),
    () => {
      setName('');
      notify('The passkey was added.');
    },
  );

  function submit(event: SubmitEvent) {
    event.preventDefault();
    setMissing(name.trim() === '');
    if (name.trim() !== '') run(name.trim());
  }

  return (
    <form className="account-form" onSubmit={submit} noValidate>
      {problem ? <ProblemMessage problem={problem} /> : null}
      <TextField
        label="Name of the new passkey"
        hint="So that you know it again: the device it is on, for instance."
        maxLength={longestName}
        value={name}
        onChange={setName}
        problem={missing && name.trim() === '' ? 'Give the passkey a name.' : undefined}
      />
      <Button type="submit" isDisabled={isBusy}>
        Add a passkey
      </Button>
    </form>
  );
}
