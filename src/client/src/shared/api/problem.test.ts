import { describe, expect, test } from 'vitest';
import { createApi } from './client';
import { problemOf } from './problem';

const answer = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });

async function problemFor(send: () => Promise<Response>) {
  try {
    await createApi(send).get('/api/cases');
  } catch (error) {
    return problemOf(error);
  }
  return undefined;
}

describe('what goes wrong with a request', () => {
  test.each<[string, Response, object]>([
    ['signed out', answer(401, { code: 'signed-out' }), { kind: 'signed-out', code: 'signed-out' }],
    ['not found', answer(404, { code: 'not-found' }), { kind: 'not-found' }],
    [
      'refused, in the words of the server',
      answer(409, { code: 'case-full', detail: 'This case is full.' }),
      { kind: 'refused', code: 'case-full', sentence: 'This case is full.' },
    ],
    [
      'malformed, field by field',
      answer(400, { code: 'invalid', errors: { title: ['Too long.'] } }),
      { kind: 'invalid', errors: { title: ['Too long.'] } },
    ],
    ['too many requests', answer(429, { code: 'too-many-requests' }), { kind: 'busy' }],
    [
      'a fault, with a code to quote',
      answer(500, { code: 'failure', traceId: 't1' }),
      { kind: 'failure', traceId: 't1' },
    ],
    ['no answer of ours at all', new Response('<html>', { status: 502 }), { kind: 'no-connection' }],
  ])('%s', async (_, response, expected) => {
    expect(await problemFor(() => Promise.resolve(response))).toMatchObject(expected);
  });

  test('no connection', async () => {
    expect(await problemFor(() => Promise.reject(new TypeError('Failed to fetch')))).toMatchObject({
      kind: 'no-connection',
    });
  });
});

describe('a request that asks who one is', () => {
  const server = (answers: Response[]) => {
    const sent: (BodyInit | null | undefined)[] = [];
    const send = (_: unknown, init?: RequestInit) => {
      sent.push(init?.body);
      return Promise.resolve(answers.shift() ?? new Response(null, { status: 204 }));
    };
    return { sent, send };
  };
  const request = { body: { email: 'new@example.org' } };

  test('is sent again, as it was, once they have shown it', async () => {
    const { sent, send } = server([answer(401, { code: 'confirm-identity' })]);
    await createApi(send, { confirm: () => Promise.resolve(true) }).post('/api/account/email', request);
    expect(sent).toEqual([JSON.stringify(request.body), JSON.stringify(request.body)]);
  });

  test('is let go of when they do not', async () => {
    const { sent, send } = server([answer(401, { code: 'confirm-identity' })]);
    const api = createApi(send, { confirm: () => Promise.resolve(false) });
    await expect(api.post('/api/account/email', request)).rejects.toMatchObject({
      problem: { code: 'confirm-identity' },
    });
    expect(sent).toHaveLength(1);
  });

  test('is not sent for ever', async () => {
    const asks = () => answer(401, { code: 'confirm-identity' });
    const { sent, send } = server([asks(), asks(), asks()]);
    const api = createApi(send, { confirm: () => Promise.resolve(true) });
    await expect(api.post('/api/account/email', request)).rejects.toThrow();
    expect(sent).toHaveLength(2);
  });
});

describe('a request', () => {
  test('that changes something carries the header that other sites cannot send', async () => {
    const sent: [string, RequestInit | undefined][] = [];
    const api = createApi((url, init) => {
      sent.push([url as string, init]);
      return Promise.resolve(new Response(null, { status: 204 }));
    });
    await api.delete('/api/session');
    expect(sent[0]?.[0]).toBe('/api/session');
    expect(new Headers(sent[0]?.[1]?.headers).get('X-Supervision')).toBe('1');
  });

  test('puts ids into the path safely', async () => {
    const urls: unknown[] = [];
    const api = createApi((url) => {
      urls.push(url);
      return Promise.resolve(answer(200, {}));
    });
    await api.get('/api/cases/{caseId}', { path: { caseId: 'a/b' } });
    expect(urls).toEqual(['/api/cases/a%2Fb']);
  });
});
