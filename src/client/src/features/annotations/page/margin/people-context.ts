import { createContext, use } from 'react';
import type { Person } from '@/features/annotations/room/types';
import { formerMember } from '../presence/people';

/** Who is in the case; changes seldom, and every card needs it. */
export type People = {
  you: string;
  byId: ReadonlyMap<string, Person>;
  hues: ReadonlyMap<string, number>;
  audience: string;
};

export const PeopleContext = createContext<People>({ you: '', byId: new Map(), hues: new Map(), audience: '' });

export const usePeople = () => use(PeopleContext);

export const personOf = (people: People, id: string): Person => people.byId.get(id) ?? { ...formerMember, id };
