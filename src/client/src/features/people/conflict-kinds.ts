import type { ConflictKind } from '@/shared/api/shapes';

export const conflictKinds: Readonly<Record<ConflictKind, string>> = {
  'personal-therapist': 'Personal therapist',
  'line-manager': 'Line manager',
};
