import { describe, expect, test } from 'vitest';
import type { CaseSummary } from '@/shared/api/shapes';
import { caseGroups } from './case-groups';

const summary = (id: string, groupId: string): CaseSummary => ({
  id,
  title: id,
  groupId,
  groupName: `Group ${groupId}`,
  openedBy: 'Maya Osei',
  openedAt: '2026-03-05T18:00:00Z',
  characters: 100,
  annotations: 0,
  lastActivityAt: '2026-03-05T18:00:00Z',
  isErased: false,
});

describe('cases by group', () => {
  test('every group of yours stands, in order, also without cases; what else you may see comes last', () => {
    const groups = caseGroups(
      [
        { id: 'thursday', name: 'Thursday', role: 'presenter' },
        { id: 'monday', name: 'Monday', role: 'supervisor' },
      ],
      [summary('egret', 'other'), summary('heron', 'monday'), summary('wren', 'monday')],
    );
    expect(groups.map(({ name, cases }) => [name, cases.map((one) => one.id)])).toEqual([
      ['Thursday', []],
      ['Monday', ['heron', 'wren']],
      ['Group other', ['egret']],
    ]);
  });
});
