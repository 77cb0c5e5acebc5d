import type { SessionView } from '@/shared/api/shapes';

export const seesAlerts = ({ roles }: SessionView) => roles.includes('data-protection-officer');

/** Auditors; the data protection officer sees them beside the keys. */
export const seesSearches = ({ roles }: SessionView) =>
  roles.includes('auditor') || roles.includes('data-protection-officer');

export const seesPeople = ({ roles }: SessionView) =>
  roles.includes('administrator') || roles.includes('training-lead');

export const seesKeys = ({ roles }: SessionView) =>
  roles.includes('administrator') || roles.includes('data-protection-officer');
