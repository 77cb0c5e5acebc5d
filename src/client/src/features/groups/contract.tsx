import { useState } from 'react';
import { api } from '@/shared/api/client';
import type { GroupContract, GroupPage } from '@/shared/api/shapes';
import { Button } from '@/shared/ui/button';
import { Message } from '@/shared/ui/message';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { When } from '@/shared/ui/when';
import { ContractForm } from './contract-form';
import { useCommand } from '@/shared/api/use-command';
import { termsInWords, waitsFor } from './words';

/** The contract in one piece: how it stands, what it says, what changed since one signed, and signing it. */
export function Contract({ group }: { group: GroupPage }) {
  const [isWriting, setWriting] = useState(false);
  const { contract } = group;
  const mayWrite = group.role === 'supervisor' && group.closedAt == null;
  return (
    <section className="group-part" aria-labelledby="contract-title">
      <div className="group-part-head">
        <h2 id="contract-title">Contract</h2>
        {mayWrite && !isWriting ? (
          <Button size="small" onPress={() => setWriting(true)}>
            {contract ? 'Change the contract' : 'Write the contract'}
          </Button>
        ) : null}
      </div>
      {isWriting ? (
        <ContractForm group={group} onClose={() => setWriting(false)} />
      ) : contract ? (
        <Written group={group} contract={contract} />
      ) : (
        <p>
          This group has no contract yet. Its cases can be read. A new one can be opened once the supervisor has written
          a contract and everyone has signed it.
        </p>
      )}
    </section>
  );
}

function Written({ group, contract }: { group: GroupPage; contract: GroupContract }) {
  const changed = new Map(contract.changes.map((change) => [change.term, change.before]));
  return (
    <>
      <p className="quiet small">
        Version {contract.version}, written by {contract.writtenBy} <When at={contract.writtenAt} />
      </p>
      <Standing group={group} contract={contract} />
      <dl className="contract">
        {termsInWords(contract.terms).map(({ term, label, words }) => {
          const before = changed.get(term);
          return (
            <div key={term} data-changed={before !== undefined || undefined}>
              <dt>
                {label}
                {before === undefined ? null : <span className="contract-changed">Changed since you signed</span>}
              </dt>
              <dd>
                {words}
                {before === undefined ? null : (
                  <p className="quiet small">
                    Before: <del>{before}</del>
                  </p>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
      <Sign group={group} contract={contract} />
    </>
  );
}

function Standing({ group, contract }: { group: GroupPage; contract: GroupContract }) {
  const yours = signedByYou(group, contract);
  if (contract.unsigned === 0) return <p>Everyone has signed this version.</p>;
  return (
    <Message tone={yours ? 'note' : 'caution'} title={`The contract waits for ${waitsFor(contract.unsigned)}`}>
      <p>
        {yours ? 'You have signed it.' : 'Yours is one of them: read it, and sign below.'} Until everyone has signed, no
        new case can be opened in this group.
      </p>
      {contract.changes.length > 0 ? (
        <p>
          {contract.changes.length === 1 ? '1 part has' : `${contract.changes.length} parts have`} changed since you
          last signed, and {contract.changes.length === 1 ? 'is' : 'are'} marked.
        </p>
      ) : null}
    </Message>
  );
}

const signedByYou = (group: GroupPage, contract: GroupContract) =>
  group.people.some((person) => person.id === group.you && person.signed === contract.version);

function Sign({ group, contract }: { group: GroupPage; contract: GroupContract }) {
  const { run, problem, isBusy } = useCommand((commandId, version: number) =>
    api.post('/api/groups/{groupId}/contract/signature', { path: { groupId: group.id }, body: { commandId, version } }),
  );
  if (signedByYou(group, contract) || group.closedAt != null) return null;
  return (
    <div className="group-act">
      <p>By signing you agree to all of it. Everyone in the group sees that you have signed, and when.</p>
      <Button look="primary" isDisabled={isBusy} onPress={() => run(contract.version)}>
        Sign the contract
      </Button>
      {problem ? <ProblemMessage problem={problem} /> : null}
    </div>
  );
}
