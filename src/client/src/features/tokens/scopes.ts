import type { CheckboxOption } from '@/shared/ui/checkbox-group';
import type { Scope } from './tokens-query';

export const scopes: readonly CheckboxOption<Scope>[] = [
  { id: 'read', label: 'Read', hint: 'what you can read, and be in the live room' },
  { id: 'annotate', label: 'Annotate', hint: 'and reply, in your name' },
  { id: 'manage', label: 'Manage', hint: 'open cases, and do what your roles allow' },
];

export const lifetimes = [
  { id: '7', label: 'One week' },
  { id: '30', label: '30 days' },
  { id: '90', label: '90 days' },
  { id: '365', label: 'One year' },
] as const;

const names = new Intl.ListFormat('en-GB');

/** "Read and annotate". */
export function scopesInWords(chosen: readonly Scope[]): string {
  const words = names.format(scopes.filter(({ id }) => chosen.includes(id)).map(({ label }) => label.toLowerCase()));
  return words.charAt(0).toUpperCase() + words.slice(1);
}
