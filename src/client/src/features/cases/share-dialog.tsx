import { kindOf } from '@/shared/anonymisation/kinds';
import type { Subject } from '@/shared/anonymisation/subject';
import { Button } from '@/shared/ui/button';
import { Dialog, DialogActions } from '@/shared/ui/dialog';
import { decisionsOf } from './decisions';

type Props = { subject: Subject; group: string; isOpen: boolean; onShare: () => void; onClose: () => void };

/** What was decided, in counts, before others read it. */
export function ShareDialog({ subject, group, isOpen, onShare, onClose }: Props) {
  return (
    <Dialog title="Before you share it" isOpen={isOpen} onClose={onClose}>
      {isOpen ? <Decisions subject={subject} /> : null}
      <p>
        A machine has looked, and machines miss about one in twelve of the details that identify somebody together with
        others. Read the text once more as someone who knows the client would.
      </p>
      <p>Everyone in {group} will be able to read it.</p>
      <DialogActions>
        <Button look="primary" onPress={onShare}>
          Share with the group
        </Button>
        <Button onPress={onClose}>Read it again</Button>
      </DialogActions>
    </Dialog>
  );
}

function Decisions({ subject }: { subject: Subject }) {
  return (
    <table className="decisions">
      <thead>
        <tr>
          <th scope="col">Found</th>
          <th scope="col">Changed</th>
          <th scope="col">Generalised</th>
          <th scope="col">Removed</th>
          <th scope="col">Kept</th>
        </tr>
      </thead>
      <tbody>
        {decisionsOf(subject).map(({ kind, changed, generalised, removed, kept }) => (
          <tr key={kind}>
            <th scope="row">{kindOf(kind).many}</th>
            <td>{changed || '–'}</td>
            <td>{generalised || '–'}</td>
            <td>{removed || '–'}</td>
            <td>{kept || '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
