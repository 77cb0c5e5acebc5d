import { type SubmitEvent, useState } from 'react';
import { api } from '@/shared/api/client';
import type { PersonEntry } from '@/shared/api/shapes';
import { Button } from '@/shared/ui/button';
import { Dialog, DialogActions } from '@/shared/ui/dialog';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { TextField } from '@/shared/ui/text-field';
import { uuidv7 } from '@/shared/uuid';
import { inWords } from './day';
import { ReasonField, reasonProblem } from './reason-field';
import { useChange } from './use-change';

type Accreditation = PersonEntry['accreditations'][number];

export function AccreditationSection({ person }: { person: PersonEntry }) {
  const [isRecording, setRecording] = useState(false);
  const [ending, setEnding] = useState<Accreditation>();
  return (
    <section className="person-section" aria-labelledby="accreditations">
      <div className="person-section-head">
        <h2 id="accreditations">Accreditations as a supervisor</h2>
        <Button onPress={() => setRecording(true)}>Record an accreditation</Button>
      </div>
      {person.accreditations.length === 0 ? <p className="quiet">None on record.</p> : null}
      <ul role="list" className="person-list">
        {person.accreditations.map((one) => (
          <li key={one.id} className="person-list-one">
            <span>
              {one.body}{' '}
              <span className="quiet small">
                from {inWords(one.from)}
                {one.until === undefined || one.until === null ? '' : ` until ${inWords(one.until)}`}
              </span>
            </span>
            <Button
              size="small"
              look="plain"
              aria-label={`End the accreditation by ${one.body}`}
              onPress={() => setEnding(one)}
            >
              End
            </Button>
          </li>
        ))}
      </ul>
      <Dialog title="Record an accreditation" isOpen={isRecording} onClose={() => setRecording(false)}>
        <RecordForm personId={person.id} onClose={() => setRecording(false)} />
      </Dialog>
      <Dialog
        title={`End the accreditation by ${ending?.body ?? ''}`}
        isOpen={ending !== undefined}
        onClose={() => setEnding(undefined)}
      >
        {ending ? <EndForm personId={person.id} accreditation={ending} onClose={() => setEnding(undefined)} /> : null}
      </Dialog>
    </section>
  );
}

function RecordForm({ personId, onClose }: { personId: string; onClose: () => void }) {
  const [ids] = useState(() => ({ commandId: uuidv7(), accreditationId: uuidv7() }));
  const [body, setBody] = useState('');
  const [from, setFrom] = useState('');
  const [until, setUntil] = useState('');
  const [isChecked, setChecked] = useState(false);
  const { run, problem, isBusy } = useChange(
    () =>
      api.post('/api/people/{personId}/accreditations', {
        path: { personId },
        body: { ...ids, body: body.trim(), from, ...(until === '' ? {} : { until }) },
      }),
    onClose,
  );

  function submit(event: SubmitEvent) {
    event.preventDefault();
    setChecked(true);
    if (body.trim() !== '' && from !== '') run(undefined);
  }

  return (
    <form className="person-form" onSubmit={submit} noValidate>
      <TextField
        label="Body"
        hint="Who recognises this person as a supervisor, for example BACP."
        value={body}
        limit={120}
        onChange={setBody}
        problem={isChecked && body.trim() === '' ? 'Name the body.' : undefined}
        autoComplete="off"
      />
      <TextField
        label="First day"
        type="date"
        value={from}
        onChange={setFrom}
        problem={isChecked && from === '' ? 'Enter the first day.' : undefined}
      />
      <TextField
        label="Last day"
        hint="Leave it empty while no end is known."
        type="date"
        value={until}
        onChange={setUntil}
      />
      {problem ? <ProblemMessage problem={problem} /> : null}
      <DialogActions>
        <Button type="submit" look="primary" isDisabled={isBusy}>
          Record
        </Button>
        <Button onPress={onClose}>Cancel</Button>
      </DialogActions>
    </form>
  );
}

type EndProps = { personId: string; accreditation: Accreditation; onClose: () => void };

function EndForm({ personId, accreditation, onClose }: EndProps) {
  const [on, setOn] = useState(accreditation.until ?? '');
  const [reason, setReason] = useState('');
  const [isChecked, setChecked] = useState(false);
  const { run, problem, isBusy } = useChange(
    (commandId: string) =>
      api.post('/api/people/{personId}/accreditations/{accreditationId}/end', {
        path: { personId, accreditationId: accreditation.id },
        body: { commandId, on, reason: reason.trim() },
      }),
    onClose,
  );

  function submit(event: SubmitEvent) {
    event.preventDefault();
    setChecked(true);
    if (on !== '' && reasonProblem(reason) === undefined) run(uuidv7());
  }

  return (
    <form className="person-form" onSubmit={submit} noValidate>
      <TextField
        label="Last day"
        type="date"
        value={on}
        onChange={setOn}
        problem={isChecked && on === '' ? 'Enter the last day.' : undefined}
      />
      <ReasonField value={reason} onChange={setReason} problem={isChecked ? reasonProblem(reason) : undefined} />
      {problem ? <ProblemMessage problem={problem} /> : null}
      <DialogActions>
        <Button type="submit" look="primary" isDisabled={isBusy}>
          End the accreditation
        </Button>
        <Button onPress={onClose}>Cancel</Button>
      </DialogActions>
    </form>
  );
}
