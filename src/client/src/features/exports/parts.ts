import type { ExportPart } from '@/shared/api/shapes';
import type { CheckboxOption } from '@/shared/ui/checkbox-group';

export const parts: readonly CheckboxOption<ExportPart>[] = [
  { id: 'contributions', label: 'Annotations, notes and replies', hint: 'W3C Web Annotations, and Markdown to read' },
  { id: 'cases', label: 'The texts of cases that you brought', hint: 'Markdown' },
  { id: 'account', label: 'Your account, roles and groups', hint: 'JSON' },
  { id: 'readings', label: 'What you have opened, and who has opened your cases', hint: 'JSON' },
];

export const partWords = (chosen: readonly ExportPart[]) =>
  parts
    .filter(({ id }) => chosen.includes(id))
    .map(({ label }, index) => (index === 0 ? label : label.charAt(0).toLowerCase() + label.slice(1)))
    .join('; ');
