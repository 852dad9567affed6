import { freshId } from '@/shared/lib/fresh-id';
import { saveFile } from '@/shared/lib/save-file';
import { Problem, readProblem } from './problem';
import { askStepUp, isStepUp } from './step-up';

/** The typed way to the server. It never shows anything: screens decide what a problem means to a person. */

const base = '/api/v1';
const timeoutMs = 20_000;

type Body = { json: unknown } | { form: FormData } | undefined;
type Call = { method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'; body?: Body; signal?: AbortSignal | undefined; key?: string; withinMs?: number };

export function cookie(name: string, jar: string = document.cookie): string | undefined {
  for (const part of jar.split(';')) {
    const [key, ...rest] = part.trim().split('=');
    if (key === name) return decodeURIComponent(rest.join('='));
  }
  return undefined;
}

function headers(call: Call): Headers {
  const sent = new Headers({ Accept: 'application/json, application/problem+json' });
  const method = call.method ?? 'GET';
  if (call.body && 'json' in call.body) sent.set('Content-Type', 'application/json');
  if (method !== 'GET') {
    const csrf = cookie('qh_csrf');
    if (csrf !== undefined) sent.set('X-CSRF-Token', csrf);
  }
  // The same key on a repeat makes the server answer with the first result instead of doing it twice.
  if (method === 'POST') sent.set('Idempotency-Key', call.key ?? freshId());
  return sent;
}

/** What needs a recent sign-in is asked again once the person has confirmed who they are. */
async function send(path: string, call: Call, accept?: string): Promise<Response> {
  try {
    return await sendOnce(path, call, accept);
  } catch (refusal) {
    if (!(refusal instanceof Problem) || !isStepUp(refusal.code) || !(await askStepUp())) throw refusal;
    // A key of its own: the refused attempt did nothing, and its refusal may be remembered under the first.
    return sendOnce(path, { ...call, key: freshId() }, accept);
  }
}

async function sendOnce(path: string, call: Call, accept?: string): Promise<Response> {
  const sent = headers(call);
  if (accept !== undefined) sent.set('Accept', `${accept}, application/problem+json`);
  const limit = accept === undefined ? AbortSignal.timeout(call.withinMs ?? timeoutMs) : undefined;
  const signals = [call.signal, limit].filter((signal) => signal !== undefined);
  let answer: Response;
  try {
    answer = await fetch(base + path, {
      method: call.method ?? 'GET',
      headers: sent,
      credentials: 'same-origin',
      ...(call.body && { body: 'json' in call.body ? JSON.stringify(call.body.json) : call.body.form }),
      ...(signals.length > 0 && { signal: signals.length === 1 ? (signals[0] as AbortSignal) : AbortSignal.any(signals) }),
    });
  } catch (cause) {
    if (call.signal?.aborted === true) throw cause;
    throw Problem.unreachable(cause);
  }
  if (!answer.ok) throw await readProblem(answer);
  return answer;
}

export async function request<T>(path: string, call: Call = {}): Promise<T> {
  const answer = await send(path, call);
  if (answer.status === 204 || answer.headers.get('Content-Length') === '0') return undefined as T;
  const text = await answer.text();
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

export function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return request<T>(path, { signal });
}

export function post<T>(path: string, json?: unknown, key?: string): Promise<T> {
  return request<T>(path, { method: 'POST', ...(json !== undefined && { body: { json } }), ...(key !== undefined && { key }) });
}

export function put<T>(path: string, json: unknown): Promise<T> {
  return request<T>(path, { method: 'PUT', body: { json } });
}

export function patch<T>(path: string, json: unknown): Promise<T> {
  return request<T>(path, { method: 'PATCH', body: { json } });
}

export function remove<T = undefined>(path: string, json?: unknown): Promise<T> {
  return request<T>(path, { method: 'DELETE', ...(json !== undefined && { body: { json } }) });
}

/** Fetches a file with everything that a call has (problems, step-up) and hands it to the browser to keep. */
export async function download(path: string, name: string): Promise<void> {
  const answer = await send(path, { withinMs: 120_000 }, '*/*');
  saveFile(name, await answer.blob());
}

export type ServerEvent = { event: string; data: string };

/** Reads an answer that arrives as server-sent events, one by one. */
export async function* postForEvents(path: string, json: unknown, signal: AbortSignal): AsyncGenerator<ServerEvent> {
  const answer = await send(path, { method: 'POST', body: { json }, signal }, 'text/event-stream');
  if (answer.body === null) return;
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let kept = '';
  for (;;) {
    const { done, value } = await reader.read();
    kept += (value ?? '').replaceAll('\r\n', '\n');
    let end = kept.indexOf('\n\n');
    while (end >= 0) {
      const event = parseEvent(kept.slice(0, end));
      kept = kept.slice(end + 2);
      if (event) yield event;
      end = kept.indexOf('\n\n');
    }
    if (done) return;
  }
}

export function parseEvent(block: string): ServerEvent | undefined {
  let event = 'message';
  const data: string[] = [];
  for (const line of block.split('\n')) {
    if (line.startsWith('event:')) event = line.slice(6).trim();
    else if (line.startsWith('data:')) data.push(line.slice(5).replace(/^ /, ''));
  }
  return data.length === 0 && event === 'message' ? undefined : { event, data: data.join('\n') };
}

export function query(parameters: Record<string, string | number | undefined | null>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}
