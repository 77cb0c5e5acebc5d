/** As the server has it. */
export const shortestPassword = 12;

export const passwordProblem = (password: string): string | undefined =>
  password.length < shortestPassword ? `Use at least ${shortestPassword} characters.` : undefined;
