import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cookie, get, parseEvent, post, postForEvents, query } from './client';
import { Problem } from './problem';
import { sentence } from './sentences';

const sent: Request[] = [];
let answer: () => Response;

beforeEach(() => {
  sent.length = 0;
  answer = () => new Response('{}');
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    sent.push(new Request(`http://localhost${path}`, { ...init, signal: null }));
    return Promise.resolve(answer());
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  document.cookie = 'qh_csrf=; expires=Thu, 01 Jan 1970 00:00:00 GMT';
});

describe('the client', () => {
  it('repeats the CSRF cookie on writes and not on reads', async () => {
    document.cookie = 'qh_csrf=abc%3D1';
    await get('/me');
    await post('/practice/sessions', { mode: 'text' });
    expect(sent[0]?.headers.get('X-CSRF-Token')).toBeNull();
    expect(sent[1]?.headers.get('X-CSRF-Token')).toBe('abc=1');
    expect(await sent[1]?.json()).toEqual({ mode: 'text' });
  });

  it('gives every POST a key of its own, unless it is told which', async () => {
    await post('/a');
    await post('/a');
    await post('/a', undefined, 'mine');
    const keys = sent.map(({ headers }) => headers.get('Idempotency-Key'));
    expect(new Set(keys).size).toBe(3);
    expect(keys[2]).toBe('mine');
  });

  it('sends no body where there is none', async () => {
    await post('/practice/sessions/rp_1/end');
    expect(sent[0]?.headers.get('Content-Type')).toBeNull();
    expect(await sent[0]?.text()).toBe('');
  });

  it('turns a problem document into a Problem with its code and fields', async () => {
    answer = () =>
      new Response(JSON.stringify({ code: 'shared.invalid', title: 'Invalid', status: 422, requestId: 'req_9', errors: [{ field: 'email', code: 'taken', message: 'Taken.' }, 7] }), {
        status: 422,
        headers: { 'Content-Type': 'application/problem+json', 'Retry-After': '30' },
      });
    const problem = await post('/auth/register', {}).catch((cause: unknown) => cause);
    expect(problem).toBeInstanceOf(Problem);
    expect(problem).toMatchObject({ status: 422, code: 'shared.invalid', requestId: 'req_9', retryAfterS: 30 });
    expect((problem as Problem).field('email')).toBe('Taken.');
  });

  it('survives an error page that is not JSON', async () => {
    answer = () => new Response('<html>', { status: 502 });
    const problem = await get('/me').catch((cause: unknown) => cause);
    expect(problem).toMatchObject({ status: 502, code: 'http.502' });
  });

  it('says that the server is unreachable when nothing comes back', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('network')));
    const problem = (await get('/me').catch((cause: unknown) => cause)) as Problem;
    expect(problem.code).toBe('client.unreachable');
    expect(sentence(problem)).toMatch(/does not answer/);
  });

  it('reads server-sent events however they are cut', async () => {
    const chunks = ['event: reply.del', 'ta\ndata: {"text":"a"}\n', '\n: ping\n\nid: 3\r\nevent: reply.done\r\ndata: x\r\ndata: y\r\n\r\n'];
    answer = () =>
      new Response(
        new ReadableStream({
          start: (controller) => {
            for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk));
            controller.close();
          },
        }),
      );
    const events = [];
    for await (const event of postForEvents('/turns', {}, new AbortController().signal)) events.push(event);
    expect(events).toEqual([
      { event: 'reply.delta', data: '{"text":"a"}' },
      { event: 'reply.done', data: 'x\ny' },
    ]);
  });
});

describe('small parts', () => {
  it('finds a cookie by its whole name', () => {
    expect(cookie('qh_csrf', 'x_qh_csrf=no; qh_csrf=yes')).toBe('yes');
    expect(cookie('qh_csrf', '')).toBeUndefined();
  });

  it('leaves out what was not asked', () => {
    expect(query({ a: 1, b: undefined, c: null, d: '', e: 'x y' })).toBe('?a=1&e=x+y');
    expect(query({})).toBe('');
  });

  it('takes a comment for nothing', () => {
    expect(parseEvent(': open')).toBeUndefined();
  });
});
