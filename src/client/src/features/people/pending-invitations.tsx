import { api } from '@/shared/api/client';
import type { InvitationEntry } from '@/shared/api/shapes';
import { rolesInWords } from '@/shared/roles';
import { Button } from '@/shared/ui/button';
import { notify } from '@/shared/ui/notices';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { When } from '@/shared/ui/when';
import { uuidv7 } from '@/shared/uuid';
import { useChange } from './use-change';

export function PendingInvitations({ invitations }: { invitations: readonly InvitationEntry[] }) {
  return (
    <section aria-labelledby="pending" className="pending">
      <h2 id="pending">Invited, not here yet</h2>
      <ul role="list" className="pending-list">
        {invitations.map((invitation) => (
          <Pending key={invitation.id} invitation={invitation} />
        ))}
      </ul>
    </section>
  );
}

function Pending({ invitation }: { invitation: InvitationEntry }) {
  const { id, name, email } = invitation;
  const again = useChange(
    () =>
      api.post('/api/invitations/{invitationId}/send-again', {
        path: { invitationId: id },
        body: { commandId: uuidv7() },
      }),
    () => notify(`The invitation went to ${email} again. The letter before is worth nothing now.`),
  );
  const withdraw = useChange(
    () => api.delete('/api/invitations/{invitationId}', { path: { invitationId: id }, body: { commandId: uuidv7() } }),
    () => notify(`The invitation of ${name} was withdrawn.`),
  );
  const problem = again.problem ?? withdraw.problem;
  return (
    <li className="pending-one">
      <div>
        <p className="pending-name">{name}</p>
        <p className="quiet small">
          {email}, {rolesInWords(invitation.roles).toLocaleLowerCase('en-GB')}
          {invitation.group === undefined || invitation.group === null ? '' : `, ${invitation.group}`}
        </p>
        <p className="quiet small">
          {invitation.isExpired ? <strong>Expired.</strong> : 'Invited'} <When at={invitation.madeAt} />
        </p>
      </div>
      <div className="pending-ways">
        <Button
          size="small"
          isDisabled={again.isBusy}
          aria-label={`Send again to ${name}`}
          onPress={() => again.run(undefined)}
        >
          Send again
        </Button>
        <Button
          size="small"
          look="plain"
          isDisabled={withdraw.isBusy}
          aria-label={`Withdraw the invitation of ${name}`}
          onPress={() => withdraw.run(undefined)}
        >
          Withdraw
        </Button>
      </div>
      {problem ? <ProblemMessage problem={problem} /> : null}
    </li>
  );
}
