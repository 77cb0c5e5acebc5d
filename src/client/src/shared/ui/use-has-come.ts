import { useState } from 'react';

/**
 * Whether all that a page asks for has come, or failed: what came later would push away what somebody is about to press.
 * Once it has it stays so, or a section that asks again would go away with its page.
 */
export function useHasCome(isComing: boolean): boolean {
  const [hasCome, setCome] = useState(!isComing);
  if (!isComing && !hasCome) setCome(true);
  return hasCome || !isComing;
}
