import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { api } from '@/shared/api/client';
import { problemOf } from '@/shared/api/problem';
import type { InstituteView } from '@/shared/api/shapes';
import { Button } from '@/shared/ui/button';
import { notify } from '@/shared/ui/notices';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { Select } from '@/shared/ui/select';
import { TextField } from '@/shared/ui/text-field';
import { uuidv7 } from '@/shared/uuid';
import { instituteQuery } from './institute-query';
import { draftOf, kinds, problemsOf, type Retention, retentionOf, type SettingsDraft } from './settings-draft';
import { StandardsField } from './standards-field';

type Props = { view: InstituteView; retention: Retention };

export function SettingsForm({ view, retention }: Props) {
  const [draft, setDraft] = useState(() => draftOf(view, retention));
  const [reason, setReason] = useState('');
  const [isChecked, setChecked] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const { save, problem, isBusy } = useSave(() => setReason(''));
  const problems = isChecked ? problemsOf(draft) : {};
  const change = (part: Partial<SettingsDraft>) => setDraft({ ...draft, ...part });
  const zones = timeZones(view.timeZone);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    flushSync(() => setChecked(true));
    if (Object.keys(problemsOf(draft)).length > 0) {
      form.current?.querySelector<HTMLElement>('[data-invalid] :is(button, input, textarea)')?.focus();
      return;
    }
    save({ draft, reason: reason.trim() });
  }

  return (
    <form ref={form} className="institute-form" onSubmit={submit} noValidate>
      <TextField
        label="Name"
        value={draft.name}
        limit={120}
        onChange={(name) => change({ name })}
        problem={problems.name}
        autoComplete="organization"
      />
      <Select
        label="Time zone"
        hint="In which hours and dates are counted."
        options={zones.map((id) => ({ id, label: id.replaceAll('_', ' ') }))}
        value={draft.timeZone}
        onChange={(timeZone) => change({ timeZone })}
      />
      <Select
        label="The person in therapy is called"
        options={[
          { id: 'client', label: 'Client' },
          { id: 'patient', label: 'Patient' },
        ]}
        value={draft.wordForClient}
        onChange={(word) => change({ wordForClient: word === 'patient' ? 'patient' : 'client' })}
      />
      <fieldset className="institute-months">
        <legend>How long things are kept, in months</legend>
        {kinds.map(({ id, label, hint }) => (
          <TextField
            key={id}
            label={label}
            hint={hint}
            inputMode="numeric"
            value={draft.months[id]}
            onChange={(months) => change({ months: { ...draft.months, [id]: months } })}
            problem={problems[id]}
            autoComplete="off"
          />
        ))}
      </fieldset>
      <TextField
        label="How long an erasure waits, in days"
        hint="For a decision by a second person. Without one it is carried out then."
        inputMode="numeric"
        value={draft.erasureDays}
        onChange={(erasureDays) => change({ erasureDays })}
        problem={problems.erasureDays}
        autoComplete="off"
      />
      <StandardsField
        adopted={view.standards}
        chosen={draft.standards}
        onChange={(chosen) => change({ standards: chosen })}
      />
      <TextField
        label="Reason for the change"
        hint="If there is one. Kept with the change."
        lines={2}
        limit={500}
        value={reason}
        onChange={setReason}
        seenBy="The institute’s administrators"
        autoComplete="off"
      />
      {problem ? <ProblemMessage problem={problem} /> : null}
      <div>
        <Button type="submit" look="primary" isDisabled={isBusy}>
          {isBusy ? 'Saving' : 'Save the settings'}
        </Button>
      </div>
    </form>
  );
}

function useSave(onSaved: () => void) {
  const queries = useQueryClient();
  const { mutate, error, isPending } = useMutation({
    mutationFn: ({ draft, reason }: { draft: SettingsDraft; reason: string }) =>
      api.put('/api/institute', {
        body: {
          commandId: uuidv7(),
          name: draft.name.trim(),
          timeZone: draft.timeZone,
          wordForClient: draft.wordForClient,
          retention: retentionOf(draft),
          standards: [...draft.standards],
          ...(reason === '' ? {} : { reason }),
        },
      }),
    onSuccess: async () => {
      // The session names the institute too.
      await Promise.all([
        queries.invalidateQueries(instituteQuery),
        queries.invalidateQueries({ queryKey: ['session'] }),
      ]);
      notify('The settings are kept.');
      onSaved();
    },
  });
  const problem = error ? problemOf(error) : undefined;
  return { save: mutate, problem: problem?.kind === 'invalid' ? named(problem) : problem, isBusy: isPending };
}

/** What the server found in a field that is checked there only. */
function named(problem: Extract<ReturnType<typeof problemOf>, { kind: 'invalid' }>) {
  const sentence = Object.values(problem.errors).flat().join(' ');
  return sentence === '' ? problem : { ...problem, sentence };
}

/** Those that the browser knows, and the one that is set. */
function timeZones(present: string): string[] {
  return [...new Set([present, 'UTC', ...Intl.supportedValuesOf('timeZone')])].sort((a, b) =>
    a.localeCompare(b, 'en-GB'),
  );
}
