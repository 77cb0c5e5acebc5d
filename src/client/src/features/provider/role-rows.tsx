import { Button } from '@/shared/ui/button';
import { Select } from '@/shared/ui/select';
import { TextField } from '@/shared/ui/text-field';
import { type RoleRow, roles } from './provider-draft';

type Props = { rows: readonly RoleRow[]; onChange: (rows: RoleRow[]) => void };

/** What the values of the roles claim mean here. */
export function RoleRows({ rows, onChange }: Props) {
  const change = (at: number, row: RoleRow) => onChange(rows.map((other, index) => (index === at ? row : other)));
  return (
    <div className="role-rows" role="group" aria-label="What the values mean">
      {rows.map((row, index) => (
        <div key={index} className="role-row">
          <TextField
            label="Value"
            value={row.value}
            onChange={(value) => change(index, { ...row, value })}
            autoComplete="off"
          />
          <Select
            label="means"
            options={roles}
            value={row.role}
            onChange={(id) => change(index, { ...row, role: roles.find((role) => role.id === id)?.id ?? row.role })}
          />
          <Button
            size="small"
            aria-label={`Take out ${row.value === '' ? 'this value' : row.value}`}
            onPress={() => onChange(rows.filter((_, other) => other !== index))}
          >
            Take out
          </Button>
        </div>
      ))}
      <Button size="small" onPress={() => onChange([...rows, { value: '', role: 'trainee' }])}>
        Add a value
      </Button>
    </div>
  );
}
