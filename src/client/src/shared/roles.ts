import type { SessionView } from './api/shapes';

export type InstituteRole = SessionView['roles'][number];

/** What a person is in the institute, in the order in which they are shown. */
export const roleNames: Readonly<Record<InstituteRole, string>> = {
  trainee: 'Trainee',
  supervisor: 'Supervisor',
  'training-lead': 'Training lead',
  auditor: 'Auditor',
  administrator: 'Administrator',
  'data-protection-officer': 'Data protection officer',
};

export const allRoles = Object.keys(roleNames) as InstituteRole[];

export const rolesInWords = (roles: readonly InstituteRole[]) =>
  roles.length === 0 ? 'No role' : roles.map((role) => roleNames[role]).join(', ');
