import type { CaseSummary, SessionView } from '@/shared/api/shapes';

export type CaseGroupView = { id: string; name: string; role: string | undefined; cases: readonly CaseSummary[] };

/** Every group of yours in its order, with its cases in theirs; then groups whose cases you may see without being in them. */
export function caseGroups(groups: SessionView['groups'], cases: readonly CaseSummary[]): readonly CaseGroupView[] {
  const own = groups.map(({ id, name, role }) => ({ id, name, role, cases: of(cases, id) }));
  const known = new Set(groups.map((group) => group.id));
  const others = new Map<string, CaseGroupView>();
  for (const { groupId: id, groupName: name } of cases) {
    if (!known.has(id) && !others.has(id)) others.set(id, { id, name, role: undefined, cases: of(cases, id) });
  }
  return [...own, ...others.values()];
}

const of = (cases: readonly CaseSummary[], groupId: string) => cases.filter((one) => one.groupId === groupId);

/** An observer watches; everybody else in a group may bring a case to it. */
export const groupsToOpenIn = (session: SessionView) => session.groups.filter((group) => group.role !== 'observer');

export const mayOpenCases = (session: SessionView) => groupsToOpenIn(session).length > 0;
