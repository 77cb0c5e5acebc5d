import { api } from '@/shared/api/client';
import type { GroupPage } from '@/shared/api/shapes';
import { Button } from '@/shared/ui/button';
import { Message } from '@/shared/ui/message';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { useCommand } from '@/shared/api/use-command';

type Proposal = GroupPage['proposals'][number];

/** Who is to observe, and whether one consents. */
export function Proposals({ group }: { group: GroupPage }) {
  return group.proposals.map((proposal) => <Asked key={proposal.id} group={group} proposal={proposal} />);
}

function Asked({ group, proposal }: { group: GroupPage; proposal: Proposal }) {
  const path = { groupId: group.id, personId: proposal.id };
  const { run, problem, isBusy } = useCommand((commandId, consents: boolean) =>
    consents
      ? api.post('/api/groups/{groupId}/observers/{personId}/consent', { path, body: { commandId } })
      : api.post('/api/groups/{groupId}/observers/{personId}/decline', { path, body: { commandId } }),
  );
  const isAsked = group.role !== 'observer';
  return (
    <Message title={`${proposal.name} is proposed as an observer`}>
      <p>
        {proposal.proposedBy} asks the group. An observer reads every case and takes no part. They join only if everyone
        consents; {proposal.consents} of {proposal.needed} have. Nobody is told who declined, and no reason is asked.
      </p>
      {isAsked ? (
        <div className="group-actions">
          {proposal.youConsented ? (
            <span>You have consented.</span>
          ) : (
            <Button size="small" isDisabled={isBusy} onPress={() => run(true)}>
              Consent
            </Button>
          )}
          <Button size="small" look="plain" isDisabled={isBusy} onPress={() => run(false)}>
            {proposal.youConsented ? 'Take it back' : 'Decline'}
          </Button>
        </div>
      ) : null}
      {problem ? <ProblemMessage problem={problem} /> : null}
    </Message>
  );
}
