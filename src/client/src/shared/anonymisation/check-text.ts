import { api } from '@/shared/api/client';
import type { Check } from './checker';
import { type Disguises, noDisguises } from './disguises';
import { emptyOwnList, isEmptyOwnList, type OwnList } from './own-list';

type With = { own?: OwnList; caseId?: string; disguises?: Disguises };

/** The server looks at the text and forgets it, as it does the list and what was disguised. */
export const checkWith =
  ({ own = emptyOwnList, caseId, disguises = noDisguises }: With): Check =>
  (text, signal) =>
    api.post('/api/anonymisation/check', {
      body: { text, ...(caseId === undefined ? {} : { caseId }), ...sentWith(own, disguises) },
      signal,
    });

/** What goes along with a text so that the server sees it as its author did. */
export function sentWith(own: OwnList, disguises: Disguises) {
  return {
    ...(isEmptyOwnList(own) ? {} : { own: { never: [...own.never], always: [...own.always] } }),
    ...(disguises.key === '' ? {} : { disguises: { key: disguises.key, known: [...disguises.known] } }),
  };
}

/** Without anybody's list: for a reason, which must name nobody. */
export const checkText: Check = checkWith({});
