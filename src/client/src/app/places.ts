import type { SessionView } from '@/shared/api/shapes';

export const seesAlerts = ({ roles }: SessionView) => roles.includes('data-protection-officer');

export const seesPeople = ({ roles }: SessionView) =>
  roles.includes('administrator') || roles.includes('training-lead');

export const seesKeys = ({ roles }: SessionView) =>
  roles.includes('administrator') || roles.includes('data-protection-officer');
