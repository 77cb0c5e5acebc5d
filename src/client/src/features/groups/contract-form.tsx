import { type SubmitEvent, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { api } from '@/shared/api/client';
import type { ContractTerms, GroupPage } from '@/shared/api/shapes';
import { Button } from '@/shared/ui/button';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { Select } from '@/shared/ui/select';
import { TextField } from '@/shared/ui/text-field';
import { type ContractDraft, draftOf, problemsOf, termsOf } from './contract-draft';
import { useCommand } from '@/shared/api/use-command';
import { roundsAttributed, roundsKept, termLimit, textTerms } from './words';

export function ContractForm({ group, onClose }: { group: GroupPage; onClose: () => void }) {
  const [draft, setDraft] = useState<ContractDraft>(() => draftOf(group.contract?.terms));
  const [isChecked, setChecked] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const { run, problem, isBusy } = useCommand(
    (commandId, terms: ContractTerms) =>
      api.post('/api/groups/{groupId}/contract', { path: { groupId: group.id }, body: { commandId, terms } }),
    onClose,
  );
  const problems = isChecked ? problemsOf(draft) : {};
  const change = (words: Partial<ContractDraft>) => setDraft({ ...draft, ...words });

  function submit(event: SubmitEvent) {
    event.preventDefault();
    flushSync(() => setChecked(true));
    if (Object.keys(problemsOf(draft)).length > 0) {
      form.current?.querySelector<HTMLElement>('[data-invalid] :is(button, input, textarea)')?.focus();
      return;
    }
    run(termsOf(draft));
  }

  return (
    <form ref={form} className="contract-form" onSubmit={submit} noValidate>
      <p>
        {group.contract
          ? 'What you change makes a new version, and everyone signs again. Until then no new case can be opened.'
          : 'Once you have written it, everyone signs it. Then cases can be opened.'}
      </p>
      {textTerms.map(({ term, label, hint }) => (
        <TextField
          key={term}
          label={label}
          hint={hint}
          value={draft[term]}
          onChange={(words) => change({ [term]: words })}
          limit={termLimit}
          lines={3}
          problem={problems[term]}
        />
      ))}
      <TextField
        label="Length of a session, in minutes"
        inputMode="numeric"
        value={draft.minutes}
        onChange={(minutes) => change({ minutes })}
        problem={problems.minutes}
        autoComplete="off"
      />
      <Select
        label="Association rounds: names"
        options={roundsAttributed}
        value={draft.roundsAttributed}
        onChange={(id) => change({ roundsAttributed: id })}
      />
      <Select
        label="Association rounds: afterwards"
        options={roundsKept}
        value={draft.rounds}
        onChange={(id) => change({ rounds: id === 'kept' ? 'kept' : 'let-go' })}
      />
      <p className="seen-by">Seen by everyone in {group.name}</p>
      {problem ? <ProblemMessage problem={problem} /> : null}
      <div className="group-actions">
        <Button type="submit" look="primary" isDisabled={isBusy}>
          Ask everyone to sign
        </Button>
        <Button onPress={onClose}>Cancel</Button>
      </div>
    </form>
  );
}
