export const reasonLimit = 500;

/** What is wrong with a reason that must be given. */
export function faultInReason(reason: string): string | undefined {
  if (reason.trim() === '') return 'Say in a few words why.';
  return reason.length > reasonLimit ? 'Shorten this.' : undefined;
}
