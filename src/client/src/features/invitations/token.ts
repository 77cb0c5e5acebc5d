/** What stands behind the # of the address: no browser sends it to a server, so it is in no log. */
export const tokenIn = (hash: string): string | undefined => /^#([A-Za-z0-9_-]{20,64})$/.exec(hash)?.[1];
