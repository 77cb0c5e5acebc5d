import type { SessionView } from '@/shared/api/shapes';
import { Select } from '@/shared/ui/select';
import { groupsToOpenIn } from './case-groups';

type Props = {
  session: SessionView;
  value: string | undefined;
  problem: string | undefined;
  onChange: (groupId: string) => void;
};

export function GroupField({ session, value, problem, onChange }: Props) {
  return (
    <Select
      label="Group"
      hint="Everyone in this group can read the case and annotate it. Nobody else can."
      options={groupsToOpenIn(session).map(({ id, name }) => ({ id, label: name }))}
      value={value}
      problem={problem}
      onChange={onChange}
    />
  );
}
