import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { api } from '@/shared/api/client';
import { problemOf } from '@/shared/api/problem';
import { Button } from '@/shared/ui/button';
import { Dialog, DialogActions } from '@/shared/ui/dialog';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { TextField } from '@/shared/ui/text-field';
import { type Alert, alertsQuery } from './alerts-query';

const noteLimit = 500;

export function MarkDialog({ alert, onClose }: { alert: Alert; onClose: () => void }) {
  const queries = useQueryClient();
  const [note, setNote] = useState('');
  const [isChecked, setChecked] = useState(false);
  const { mutate, error, isPending } = useMutation({
    mutationFn: () =>
      api.post('/api/alerts/{alertId}/seen', { path: { alertId: alert.id }, body: { note: note.trim() } }),
    onSuccess: async () => {
      await queries.invalidateQueries(alertsQuery);
      onClose();
    },
  });
  const wrong =
    note.trim() === '' ? 'Say in a few words what came of it.' : note.length > noteLimit ? 'Shorten this.' : undefined;

  function submit(event: SubmitEvent) {
    event.preventDefault();
    setChecked(true);
    if (wrong === undefined) mutate();
  }

  return (
    <Dialog title={`${alert.name} opened ${alert.cases} cases`} isOpen onClose={onClose}>
      <form className="alert-form" onSubmit={submit} noValidate>
        <TextField
          label="What came of it"
          hint="Whom you asked, and what they said. No word about a client."
          lines={2}
          limit={noteLimit}
          value={note}
          onChange={setNote}
          problem={isChecked ? wrong : undefined}
          seenBy="The institute’s data protection officers"
          autoComplete="off"
        />
        {error ? <ProblemMessage problem={problemOf(error)} /> : null}
        <DialogActions>
          <Button type="submit" look="primary" isDisabled={isPending}>
            Mark as seen
          </Button>
          <Button onPress={onClose}>Cancel</Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
