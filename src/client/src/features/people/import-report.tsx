import type { ImportReport } from '@/shared/api/shapes';
import { rolesInWords } from '@/shared/roles';

type Line = ImportReport['lines'][number];

const verdicts: Readonly<Record<Line['verdict'], string>> = {
  invite: 'Will be invited',
  'here-already': 'Is here already',
  'invited-already': 'Is invited already',
  wrong: 'Must be put right',
};

/** What is wrong comes first. */
const inOrder = (lines: readonly Line[]) => [
  ...lines.filter((line) => line.verdict === 'wrong'),
  ...lines.filter((line) => line.verdict !== 'wrong'),
];

export function ImportReportTable({ lines }: { lines: readonly Line[] }) {
  return (
    <table className="people-table">
      <thead>
        <tr>
          <th scope="col">Person</th>
          <th scope="col">Roles</th>
          <th scope="col">What happens</th>
        </tr>
      </thead>
      <tbody>
        {inOrder(lines).map((line) => (
          <tr key={line.line} data-verdict={line.verdict}>
            <th scope="row">
              {line.name || 'No name'}
              <span className="quiet small people-email">
                Line {line.line}, {line.email || 'no address'}
              </span>
            </th>
            <td>
              {rolesInWords(line.roles)}
              {line.group === undefined || line.group === null ? null : (
                <span className="quiet small people-email">{line.group}</span>
              )}
            </td>
            <td>
              {verdicts[line.verdict]}
              {line.detail === undefined || line.detail === null ? null : (
                <span className="people-email import-fault">{line.detail}</span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
