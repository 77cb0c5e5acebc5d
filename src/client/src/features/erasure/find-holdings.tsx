import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { api } from '@/shared/api/client';
import { problemOf } from '@/shared/api/problem';
import type { Holding } from '@/shared/api/shapes';
import { exactTime } from '@/shared/time/when';
import { faultInReason, reasonLimit } from '@/shared/reason';
import { Button } from '@/shared/ui/button';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { TextField } from '@/shared/ui/text-field';
import { searchesQuery } from './erasure-queries';
import { scopeWords } from './words';

/** A client asks what is held: found by the alias that the therapist gave, without opening anything. */
export function FindHoldings() {
  const [alias, setAlias] = useState('');
  const [reason, setReason] = useState('');
  const [isChecked, setChecked] = useState(false);
  const queries = useQueryClient();
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: (body: { alias: string; reason: string }) => api.post('/api/holdings', { body }),
    onSuccess: () => void queries.invalidateQueries(searchesQuery),
  });
  const wrong = { alias: faultInAlias(alias), reason: faultIn(reason, alias) };

  function submit(event: SubmitEvent) {
    event.preventDefault();
    setChecked(true);
    if (wrong.alias === undefined && wrong.reason === undefined) mutate({ alias: alias.trim(), reason: reason.trim() });
  }

  return (
    <section className="keys-part" aria-labelledby="keys-find">
      <h2 id="keys-find">When a client asks what is held</h2>
      <p className="quiet">
        What of it may be disclosed is for the institute to say: its guide on access requests decides, not this page.
      </p>
      <form className="keys-find" onSubmit={submit} noValidate>
        <TextField
          label="The alias that the therapist uses"
          hint="It is looked for in the titles of cases. What is found is not opened."
          value={alias}
          limit={120}
          onChange={setAlias}
          problem={isChecked ? wrong.alias : undefined}
          autoComplete="off"
        />
        <TextField
          label="Why you look"
          hint="Kept with your name and the time, without the alias."
          value={reason}
          limit={reasonLimit}
          onChange={setReason}
          problem={isChecked ? wrong.reason : undefined}
          seenBy="The institute’s data protection officers and auditors"
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

const faultInAlias = (alias: string) => (alias.trim().length < 2 ? 'Give at least two letters.' : undefined);

function faultIn(reason: string, alias: string): string | undefined {
  const isTold = faultInAlias(alias) === undefined && reason.toLowerCase().includes(alias.trim().toLowerCase());
  return (
    faultInReason(reason) ?? (isTold ? 'Leave the alias out: the reason is kept, and the alias is not.' : undefined)
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
