import type { GoingCase, GoingCount, HoldEntry, OwnCase } from '@/shared/api/shapes';
import { exactDate } from '@/shared/time/when';

export const monthsInWords = (months: number) => (months === 1 ? '1 month' : `${months} months`);

/** Why it goes. */
export function whyWords({ why, closedAt }: Pick<GoingCase | OwnCase, 'why' | 'closedAt'>, months: number): string {
  if (why === 'erasure') return 'Its erasure was asked for.';
  const kept = `kept for ${monthsInWords(months)}`;
  return closedAt == null ? `It was ${kept}.` : `Closed on ${exactDate(closedAt)}, ${kept}.`;
}

/** When those concerned were told. */
export function warnedWords({ warnedAt }: Pick<GoingCase, 'warnedAt'>): string {
  if (warnedAt.length === 0) return 'No letter yet.';
  return `${warnedAt.length === 1 ? 'Letter' : 'Letters'} on ${warnedAt.map(exactDate).join(' and ')}.`;
}

const numbers = new Intl.NumberFormat('en-GB');

export function countWords({ kind, count }: GoingCount): string {
  const many = count === 1 ? '1' : numbers.format(count);
  switch (kind) {
    case 'access-log':
      return count === 1 ? 'The record of 1 opening of a case' : `The record of ${many} openings of cases`;
    case 'invitations':
      return count === 1
        ? 'The name and address in 1 expired invitation'
        : `Names and addresses in ${many} expired invitations`;
  }
}

export const heldWords = ({ on, name, groupName }: HoldEntry) =>
  on === 'person' ? `Everything of ${name}` : `A case of ${name}, ${groupName ?? ''}`;
