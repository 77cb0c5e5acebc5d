import { useMutation } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { api } from '@/shared/api/client';
import { problemOf } from '@/shared/api/problem';
import type { Holding } from '@/shared/api/shapes';
import { exactTime } from '@/shared/time/when';
import { Button } from '@/shared/ui/button';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { TextField } from '@/shared/ui/text-field';
import { scopeWords } from './words';

/** A client asks what is held: found by the alias that the therapist gave, without opening anything. */
export function FindHoldings() {
  const [alias, setAlias] = useState('');
  const [isChecked, setChecked] = useState(false);
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: (wanted: string) => api.post('/api/holdings', { body: { alias: wanted } }),
  });

  function submit(event: SubmitEvent) {
    event.preventDefault();
    setChecked(true);
    if (alias.trim().length >= 2) mutate(alias.trim());
  }

  return (
    <section className="keys-part" aria-labelledby="keys-find">
      <h2 id="keys-find">When a client asks what is held</h2>
      <form className="keys-find" onSubmit={submit} noValidate>
        <TextField
          label="The alias that the therapist uses"
          hint="It is looked for in the titles of cases. What is found is not opened."
          value={alias}
          limit={120}
          onChange={setAlias}
          problem={isChecked && alias.trim().length < 2 ? 'Give at least two letters.' : undefined}
          autoComplete="off"
        />
        <Button type="submit" isDisabled={isPending}>
          Find
        </Button>
      </form>
      {error ? <ProblemMessage problem={problemOf(error)} /> : null}
      <div role="status">{data ? <Found holdings={data.holdings} /> : null}</div>
    </section>
  );
}

function Found({ holdings }: { holdings: readonly Holding[] }) {
  if (holdings.length === 0) return <p>Nothing is held under this alias.</p>;
  return (
    <ul role="list" className="keys-waiting">
      {holdings.map((held) => (
        <li key={held.caseId}>
          <p>
            A case of <bdi>{held.openedBy}</bdi>, <bdi>{held.groupName}</bdi>, opened{' '}
            <time dateTime={held.openedAt}>{exactTime(held.openedAt)}</time>.
          </p>
          <p className="quiet small">
            {held.characters.toLocaleString('en-GB')} characters, {scopeWords(held.scope)}
            {held.contributions.length > 0 ? `: ${held.contributions.map(({ name }) => name).join(', ')}` : ''}.
          </p>
        </li>
      ))}
    </ul>
  );
}
