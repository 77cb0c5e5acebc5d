import type { CaseView } from '@/shared/api/shapes';

/** What the viewer is in the case's group; none for whoever has left it. */
export const roleIn = ({ you, people }: CaseView) => people.find((person) => person.id === you)?.role;
