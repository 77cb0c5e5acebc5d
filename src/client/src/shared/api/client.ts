import { type Problem, ProblemError, problemFrom, unreachable } from './problem';
import type { paths } from './schema';

type Method = 'get' | 'post' | 'put' | 'delete';
type Operation<P extends keyof paths, M extends Method> = NonNullable<paths[P][M]>;
type PathsWith<M extends Method> = {
  [P in keyof paths]: Operation<P, M> extends { responses: unknown } ? P : never;
}[keyof paths];

type Content<R, Status extends number> =
  R extends Record<Status, { content: { 'application/json': infer Body } }> ? Body : never;
type Nothing<R> = R extends Record<204, unknown> ? undefined : never;

/** What an operation answers when all is well: the body of 200 or 201, or nothing for 204. */
export type Answer<P extends keyof paths, M extends Method> =
  Operation<P, M> extends { responses: infer R } ? Content<R, 200> | Content<R, 201> | Nothing<R> : never;

type PathOf<O> = O extends { parameters: { path: infer Path extends Record<string, string> } } ? Path : never;
type JsonOf<O> = O extends { requestBody: { content: { 'application/json': infer Body } } } ? Body : never;
type FormOf<O> = O extends { requestBody: { content: { 'multipart/form-data': unknown } } } ? FormData : never;

type Options<O> = { signal?: AbortSignal } & ([PathOf<O>] extends [never] ? unknown : { path: PathOf<O> }) &
  ([JsonOf<O> | FormOf<O>] extends [never] ? unknown : { body: JsonOf<O> | FormOf<O> });

/** Without a required member the options may be left out. */
type Arguments<O> = [PathOf<O> | JsonOf<O> | FormOf<O>] extends [never]
  ? [options?: Options<O>]
  : [options: Options<O>];

type Loose = { signal?: AbortSignal; path?: Record<string, string>; body?: unknown };

export type Api = ReturnType<typeof createApi>;

type Listeners = {
  onProblem?: (problem: Problem) => void;
  /** Asks the person to show once more who they are; true once they have. The request is then sent again. */
  confirm?: () => Promise<boolean>;
};

/** The server over HTTP, typed by its own description. What goes wrong is thrown as a `ProblemError`. */
export function createApi(send: typeof fetch, { onProblem, confirm }: Listeners = {}) {
  async function call(method: string, template: string, options: Loose = {}): Promise<unknown> {
    const answer = await accepted(method, template, options);
    return answer.status === 204 ? undefined : answer.json();
  }

  async function accepted(method: string, template: string, options: Loose, isRepeated = false): Promise<Response> {
    const answer = await answered(send, method, template, options);
    if (answer.ok) return answer;
    const problem = await problemFrom(answer);
    if (problem.code === 'confirm-identity' && !isRepeated && (await confirm?.())) {
      return accepted(method, template, options, true);
    }
    onProblem?.(problem);
    throw new ProblemError(problem);
  }

  return {
    get: <P extends PathsWith<'get'>>(path: P, ...[options]: Arguments<Operation<P, 'get'>>) =>
      call('GET', path, options) as Promise<Answer<P, 'get'>>,
    post: <P extends PathsWith<'post'>>(path: P, ...[options]: Arguments<Operation<P, 'post'>>) =>
      call('POST', path, options) as Promise<Answer<P, 'post'>>,
    put: <P extends PathsWith<'put'>>(path: P, ...[options]: Arguments<Operation<P, 'put'>>) =>
      call('PUT', path, options) as Promise<Answer<P, 'put'>>,
    /** A file, which the server hands out once or as often as it likes. */
    fetchFile: async <P extends PathsWith<'post'>>(path: P, ...[options]: Arguments<Operation<P, 'post'>>) => {
      const answer = await accepted('POST', path, options ?? {});
      const name = /filename="?([^";]+)/.exec(answer.headers.get('Content-Disposition') ?? '')?.[1];
      return { name: name ?? 'file', content: await answer.blob() };
    },
    delete: <P extends PathsWith<'delete'>>(path: P, ...[options]: Arguments<Operation<P, 'delete'>>) =>
      call('DELETE', path, options) as Promise<Answer<P, 'delete'>>,
  };
}

async function answered(send: typeof fetch, method: string, template: string, options: Loose): Promise<Response> {
  const url = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(options.path?.[name] ?? ''));
  const isForm = options.body instanceof FormData;
  try {
    return await send(url, {
      method,
      credentials: 'same-origin',
      headers: {
        Accept: 'application/json, application/problem+json',
        ...(method === 'GET' ? {} : { 'X-Supervision': '1' }),
        ...(options.body !== undefined && !isForm ? { 'Content-Type': 'application/json' } : {}),
      },
      ...(options.body === undefined
        ? {}
        : { body: options.body instanceof FormData ? options.body : JSON.stringify(options.body) }),
      ...(options.signal ? { signal: options.signal } : {}),
    });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new ProblemError(unreachable);
  }
}

let onProblem: (problem: Problem) => void = () => undefined;
let confirm: () => Promise<boolean> = () => Promise.resolve(false);

export const api = createApi((input, init) => fetch(input, init), {
  onProblem: (problem) => onProblem(problem),
  confirm: () => confirm(),
});

/** The app listens here for an expired session, whichever call met it first. */
export function whenProblem(listener: (problem: Problem) => void) {
  onProblem = listener;
}

/** The app asks here who the person is, whichever call needs to know. */
export function whenToConfirm(ask: () => Promise<boolean>) {
  confirm = ask;
}
