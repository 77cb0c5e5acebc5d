/** What can go wrong with a request, told apart by what the person can do about it. */
export type Problem =
  | { kind: 'no-connection'; code: 'no-connection'; sentence: string }
  | { kind: 'signed-out'; code: string; sentence: string }
  | { kind: 'not-found'; code: string; sentence: string }
  | { kind: 'invalid'; code: string; sentence: string; errors: Readonly<Record<string, readonly string[]>> }
  | { kind: 'refused'; code: string; sentence: string }
  | { kind: 'busy'; code: string; sentence: string }
  | { kind: 'failure'; code: string; sentence: string; traceId: string | undefined };

export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.code);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

export const unreachable: Problem = {
  kind: 'no-connection',
  code: 'no-connection',
  sentence: 'There is no connection to the server. What you typed is still here. Try again when you are back online.',
};

const sentences: Readonly<Record<string, string>> = {
  'signed-out': 'You are signed out. Sign in again to go on.',
  'sign-in-failed': 'The email address or the password is not right. Check both and try again.',
  'confirm-identity': 'You did not show who you are, so nothing was changed.',
  'not-found': 'This does not exist, or it belongs to a group you are not in.',
  'text-too-long': 'The text is too long. The limit is 200,000 characters.',
  'title-too-long': 'The title is too long. The limit is 120 characters.',
  'too-large': 'The file is too large. The limit is 5 MB.',
  'too-many-requests': 'That was too many attempts in a short time. Wait a minute and try again.',
};

/** Turns any error answer into a problem; an answer that is no ProblemDetails still gets a plain sentence. */
export async function problemFrom(response: Response): Promise<Problem> {
  const details = await detailsOf(response);
  const code = text(details['code']);
  const detail = text(details['detail']);
  const say = (otherwise: string) => sentences[code ?? ''] ?? detail ?? otherwise;

  switch (response.status) {
    case 401:
      return { kind: 'signed-out', code: code ?? 'signed-out', sentence: say('You are signed out.') };
    case 404:
      return { kind: 'not-found', code: code ?? 'not-found', sentence: say('This was not found.') };
    case 400:
      return {
        kind: 'invalid',
        code: code ?? 'invalid',
        sentence: detail ?? 'Something in the form is missing or not right.',
        errors: fieldErrors(details['errors']),
      };
    case 429:
      return { kind: 'busy', code: code ?? 'too-many-requests', sentence: say('Wait a minute and try again.') };
    case 409:
    case 413:
      return { kind: 'refused', code: code ?? 'refused', sentence: detail ?? say('The server refused this.') };
    case 502:
    case 503:
    case 504:
      return unreachable;
    default:
      return {
        kind: 'failure',
        code: code ?? 'failure',
        sentence: 'The server could not do this. Try again. If it happens again, tell your administrator.',
        traceId: text(details['traceId']),
      };
  }
}

export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  return {
    kind: 'failure',
    code: 'failure',
    sentence: 'Something went wrong on this page. Reload it and try again.',
    traceId: undefined,
  };
}

async function detailsOf(response: Response): Promise<Record<string, unknown>> {
  try {
    const body: unknown = await response.json();
    return typeof body === 'object' && body !== null ? { ...body } : {};
  } catch {
    return {};
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function fieldErrors(value: unknown): Record<string, string[]> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).map(([field, messages]) => [
      field,
      Array.isArray(messages) ? messages.filter((message) => typeof message === 'string') : [],
    ]),
  );
}
