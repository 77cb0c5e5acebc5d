import { useState } from 'react';
import { api } from '@/shared/api/client';
import { useCommand } from '@/shared/api/use-command';
import { Button } from '@/shared/ui/button';
import { notify } from '@/shared/ui/notices';
import { ProblemMessage } from '@/shared/ui/problem-message';
import { Select } from '@/shared/ui/select';
import { uuidv7 } from '@/shared/uuid';
import type { OwnGroup } from './take-further';

type Props = { caseId: string; groups: readonly OwnGroup[] };

export function CarryCase({ caseId, groups }: Props) {
  const [groupId, setGroupId] = useState<string>();
  const [isChecked, setChecked] = useState(false);
  const [there, setThere] = useState(uuidv7);
  const { run, problem, isBusy } = useCommand(
    (commandId, to: { groupId: string; caseId: string }) =>
      api.post('/api/cases/{caseId}/carry', { path: { caseId }, body: { commandId, ...to } }),
    () => {
      notify('The case now stands in the other group too.');
      // Into a third group it goes as another case again.
      setThere(uuidv7());
      setGroupId(undefined);
      setChecked(false);
    },
  );
  if (groups.length === 0) return <p>You are in no other group that it could go to.</p>;
  return (
    <div className="review-form">
      <Select
        label="Into which group"
        hint="A case of its own is opened there, with the text as it now stands. Annotations stay here."
        options={groups.map(({ id, name }) => ({ id, label: name }))}
        value={groupId}
        onChange={setGroupId}
        problem={isChecked && groupId === undefined ? 'Choose a group.' : undefined}
      />
      {problem ? <ProblemMessage problem={problem} /> : null}
      <div className="card-buttons">
        <Button
          look="primary"
          isDisabled={isBusy}
          onPress={() => {
            setChecked(true);
            if (groupId !== undefined) run({ groupId, caseId: there });
          }}
        >
          Bring it into this group
        </Button>
      </div>
    </div>
  );
}
