import type { SessionView } from '@/shared/api/shapes';

const withoutClinicalAccess = new Set(['auditor', 'administrator', 'data-protection-officer']);

/** For those who are in no group: an auditor by office, anybody else until somebody adds them. */
export function NoCases({ roles }: { roles: SessionView['roles'] }) {
  return roles.some((role) => withoutClinicalAccess.has(role)) ? (
    <div className="case-list no-cases">
      <h1>Case material is not shown here</h1>
      <p>
        Auditors, administrators and data protection officers do not see cases, annotations or replies. Only the members
        of a supervision group see what is written in it.
      </p>
      <p className="quiet">If you are also in a supervision group, ask its supervisor to add this account to it.</p>
    </div>
  ) : (
    <div className="case-list no-cases">
      <h1>Cases</h1>
      <p>You are not in a supervision group yet. Once you are, its cases stand here.</p>
      <p className="quiet">Ask your supervisor to add you to the group.</p>
    </div>
  );
}
