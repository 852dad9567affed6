import type { Beat, Context, Me, NewSession, RecordingTerms, Session } from '../src/shared/api/types.ts';
import { json, problem } from './answers.ts';
import { personas, scenarios, script } from './catalog.ts';
import { contextExcerpt, earlierContexts } from './contexts.ts';
import { HouseApi } from './house-api.ts';
import { comparison, itemOf, metricsOf, scorecard, sessions, trends } from './sessions.ts';
import { tone } from './tone.ts';
import { writtenCall } from './transcript.ts';

/** How the mock world is: chosen by the cookie `mock_world`, so that every face of every screen can be looked at. */
export type World = 'full' | 'empty' | 'error' | 'slow' | 'signed-out' | 'no-voice' | 'quiet' | 'slow-reading' | 'no-shelf' | 'binned' | 'scoring' | 'rep' | 'locked' | 'impersonating' | 'self-hosted' | 'second-factor' | 'broken-chain';

const me: Me = {
  user: { id: 'usr_1', email: 'ann@example.com', name: 'Ann Keller', emailVerified: true, platformAdmin: true, createdAt: '2026-11-01T09:00:00.000Z' },
  workspace: { id: 'wsp_1', name: 'Keller & Co' },
  role: 'owner',
  permissions: ['practice.read', 'practice.run', 'calls.read', 'crm.read', 'members.read', 'members.manage', 'settings.manage', 'keys.manage', 'billing.manage', 'audit.read', 'ownership.transfer'],
  modules: ['practice'],
  impersonation: null,
  workspaces: [
    { id: 'wsp_1', name: 'Keller & Co', role: 'owner', deletedUntil: null },
    { id: 'wsp_2', name: 'North Wind', role: 'rep', deletedUntil: null },
    { id: 'wsp_3', name: 'Old pilot', role: 'owner', deletedUntil: '2026-12-18T10:00:00.000Z' },
  ],
  secondFactor: { totp: false, passkeys: 1, recoveryCodesLeft: 0 },
  mustEnrol: false,
};

function meIn(world: World): Me {
  switch (world) {
    case 'rep':
      return { ...me, role: 'rep', permissions: ['practice.read', 'practice.run'], user: { ...me.user, platformAdmin: false, emailVerified: false } };
    case 'locked':
      return { ...me, permissions: me.permissions.filter((one) => one !== 'billing.manage') };
    case 'second-factor':
      return { ...me, secondFactor: { totp: true, passkeys: 1, recoveryCodesLeft: 2 } };
    case 'impersonating':
      return { ...me, impersonation: { id: 'imp_1', admin: { id: 'usr_9', name: 'Max Admin' }, reason: 'Ticket 4711: scores are missing', until: new Date(Date.now() + 41 * 60_000).toISOString(), writable: false } };
    default:
      return me;
  }
}

const loginSessions = [
  { id: 'ses_1', current: true, createdAt: '2026-11-20T08:10:00.000Z', lastSeenAt: '2026-11-23T06:00:00.000Z', userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Chrome/150.0', ip: '10.0.0.8' },
  { id: 'ses_2', current: false, createdAt: '2026-11-02T18:40:00.000Z', lastSeenAt: '2026-11-21T19:12:00.000Z', userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Safari/605.1', ip: '10.0.3.41' },
];

export class MockApi {
  private readonly made = new Map<string, Session>();
  private readonly contexts = new Map<string, Context>();
  private readonly deleted = new Set<string>();
  private readonly revoked = new Set<string>();
  /** What is read lags behind what was done, once, as it may on the real server. */
  private readonly lagging = new Set<string>();
  private readonly scoredAt = new Map<string, number>();
  private terms: RecordingTerms = { recording: true, retentionDays: 90 };
  private readonly house = new HouseApi();
  private next = 200;

  private readonly origin: string;
  private readonly delayMs: number;

  constructor(origin: string, delayMs = 0) {
    this.origin = origin;
    this.delayMs = delayMs;
  }

  find(id: string): Session | undefined {
    const session = this.made.get(id) ?? sessions.find((one) => one.id === id);
    const due = this.scoredAt.get(id);
    if (session?.state === 'scoring' && due !== undefined && Date.now() >= due) {
      session.state = 'scored';
      session.scorecard = scorecard;
      session.metrics = metricsOf(0.2);
    }
    return session;
  }

  /** Ends a call as the voice socket's side would. */
  end(id: string, reason: string): void {
    const session = this.made.get(id);
    if (!session || session.endedAt !== null) return;
    const call = writtenCall(42);
    Object.assign(session, { state: 'scoring', endReason: reason, endedAt: new Date().toISOString(), turns: call.turns, durationMs: call.durationMs });
    session.audio = { available: session.mode !== 'text', url: `/api/v1/practice/sessions/${id}/audio`, durationMs: call.durationMs };
    this.scoredAt.set(id, Date.now() + 4_000);
    this.lagging.add(id);
  }

  async handle(request: Request, world: World): Promise<Response> {
    const url = new URL(request.url);
    const path = url.pathname.replace(/^\/api\/v1/, '');
    if (this.delayMs > 0) await later(this.delayMs);
    if (world === 'slow' && request.method === 'GET' && path !== '/me' && path !== '/notifications/count') await later(60_000);
    if (world === 'error' && path !== '/me' && path !== '/installation' && path !== '/notifications/count') {
      return problem(500, 'http.500', 'The server could not answer', undefined, { requestId: 'req_0197f3c2a1' });
    }
    return (await this.account(request, path, world)) ?? (await this.practice(request, path, url, world)) ?? (await this.house.answer(request, path, url, world)) ?? problem(404, 'http.404', 'Not found');
  }

  private async account(request: Request, path: string, world: World): Promise<Response | undefined> {
    const call = `${request.method} ${path}`;
    if (call === 'GET /installation') {
      return json({ name: 'QuotaHit', version: '0.1.0', sandbox: true, simulated: ['llm', 'realtime-voice'], voice: { available: world !== 'no-voice', engines: ['cascade'], capacity: 2 } });
    }
    if (call === 'GET /me') return world === 'signed-out' ? problem(401, 'workspace.signed-out', 'Signed out') : json(meIn(world));
    if (call === 'POST /auth/login' || call === 'POST /auth/register') {
      const body = (await request.json()) as { email?: string; password?: string; code?: string };
      if (body.email === 'taken@example.com') return problem(409, 'workspace.email-taken', 'E-mail taken');
      if (body.password === 'wrong-password') return problem(401, 'workspace.wrong-credentials', 'Wrong credentials');
      if (body.email === 'safe@example.com' && body.code !== '123456') {
        return body.code === undefined ? problem(401, 'second-factor-required', 'Second factor required', [], { methods: ['totp', 'passkey', 'recovery'], challenge: 'chl_1' }) : problem(401, 'workspace.wrong-code', 'Wrong code');
      }
      return json({ user: me.user, workspace: me.workspace }, 201, { 'Set-Cookie': 'qh_csrf=mock; Path=/; SameSite=Lax' });
    }
    if (call === 'POST /auth/logout') return new Response(null, { status: 204 });
    if (call === 'GET /auth/sessions') return json({ items: loginSessions.filter(({ id }) => !this.revoked.has(id)), nextCursor: null });
    if (request.method === 'DELETE' && path.startsWith('/auth/sessions/')) {
      this.revoked.add(path.slice('/auth/sessions/'.length));
      return new Response(null, { status: 204 });
    }
    if (call === 'GET /workspace/recording') return json(this.terms);
    if (call === 'PUT /workspace/recording') {
      this.terms = (await request.json()) as RecordingTerms;
      return json(this.terms);
    }
    if (call === 'GET /events') {
      return new Response(': open\n\n', { headers: { 'Content-Type': 'text/event-stream' } });
    }
    return undefined;
  }

  private async practice(request: Request, path: string, url: URL, world: World): Promise<Response | undefined> {
    const call = `${request.method} ${path}`;
    if (call === 'GET /practice/personas') return json({ items: personas, nextCursor: null });
    if (call === 'GET /practice/scenarios') return json({ items: scenarios, nextCursor: null });
    if (call === 'POST /practice/contexts') {
      if (world === 'slow-reading') await later(60_000);
      return this.context(request);
    }
    if (call === 'GET /practice/contexts') return this.shelf(url, world);
    if (request.method === 'DELETE' && path.startsWith('/practice/contexts/')) {
      this.deleted.add(path.slice('/practice/contexts/'.length));
      return new Response(null, { status: 204 });
    }
    if (call === 'GET /practice/trends') {
      const wanted = url.searchParams.get('scenarioId');
      return json({ items: world === 'empty' ? [] : trends().filter((one) => wanted === null || one.scenarioId === wanted) });
    }
    if (call === 'GET /practice/sessions') return this.list(url, world);
    if (call === 'POST /practice/sessions') return this.open((await request.json()) as NewSession, world);
    const [, id, rest] = /^\/practice\/sessions\/([^/]+)(\/.*)?$/.exec(path) ?? [];
    return id === undefined ? undefined : this.one(request, id, rest ?? '', url, world);
  }

  private list(url: URL, world: World): Response {
    const wanted = (name: string) => url.searchParams.get(name);
    const binned = wanted('state') === 'discarded';
    const items = [...[...this.made.values()].reverse(), ...sessions]
      .filter((one) => world !== 'empty' && (binned ? this.deleted.has(one.id) || (world === 'binned' && /[37]$/.test(one.id)) : !this.deleted.has(one.id)))
      .filter((one) => (wanted('scenarioId') ?? one.scenario.id) === one.scenario.id)
      .filter((one) => (wanted('personaId') ?? one.persona.id) === one.persona.id)
      .filter((one) => binned || (wanted('state') ?? one.state) === one.state);
    return json({ items: items.slice(0, Number(wanted('limit') ?? 25)).map(itemOf).map((item) => (binned ? { ...item, state: 'discarded' } : item)), nextCursor: null });
  }

  private open(body: NewSession, world: World): Response {
    if (body.mode !== 'text' && world === 'no-voice') {
      return problem(503, 'practice.no-voice-capacity', 'All voice lines are busy', undefined, {}, { 'Retry-After': '30' });
    }
    const person = personas.find(({ id }) => id === body.personaId);
    const scene = scenarios.find(({ id }) => id === body.scenarioId);
    if (!person || !scene) return problem(422, 'shared.invalid', 'Invalid', [{ field: 'personaId', code: 'unknown', message: 'Choose a buyer.' }]);
    this.next += 1;
    const id = `rp_${String(this.next)}`;
    const beats: Beat[] = script.map(([text, intent], index) => ({ id: `bt_${String(index + 1)}`, text, intent, state: 'open' }));
    this.made.set(id, {
      id,
      state: 'created',
      mode: body.mode,
      persona: person,
      scenario: scene,
      focus: body.focus,
      difficulty: body.difficulty,
      createdAt: new Date().toISOString(),
      startedAt: new Date().toISOString(),
      endedAt: null,
      durationMs: 0,
      simulated: true,
      turns: [],
      metrics: [],
      scorecard: null,
      insufficient: false,
      endReason: null,
      timeLimitS: scene.timeLimitS,
      audio: { available: false, url: null, durationMs: null },
      script: body.mode === 'script' ? { beats } : null,
      hints: [],
      engine: 'cascade',
      learnerBrief: scene.learnerBrief,
      gatekeeper: null,
      scoreFailure: null,
    });
    return json({ id, state: 'created', ...(body.mode !== 'text' && { voice: this.voice(id) }) }, 201);
  }

  private voice(id: string) {
    const ticket = Math.random().toString(36).slice(2);
    return { url: `${this.origin.replace('http', 'ws')}/api/v1/voice/${id}?ticket=${ticket}`, ticket, protocol: 'quotahit.voice.v1' };
  }

  private async one(request: Request, id: string, rest: string, url: URL, world: World): Promise<Response | undefined> {
    const session = this.find(id);
    if (!session) return problem(404, 'practice.no-such-session', 'Not found');
    switch (`${request.method} ${rest}`) {
      case 'GET ':
        if (this.lagging.delete(id)) return json({ ...session, state: 'live', endedAt: null, endReason: null });
        return json(world === 'scoring' ? { ...session, state: 'scoring', scorecard: null } : session);
      case 'DELETE ':
        this.deleted.add(id);
        return new Response(null, { status: 204 });
      case 'POST /restore':
        this.deleted.delete(id);
        return json(session);
      case 'POST /cancel':
        Object.assign(session, { state: 'ended', endReason: 'cancelled', endedAt: new Date().toISOString() });
        return json(session, 202);
      case 'POST /end':
        this.end(id, 'learner_left');
        return json({ id, state: 'scoring' }, 202);
      case 'POST /ticket':
        if (session.endedAt !== null) return problem(409, 'practice.already-ended', 'The call is over');
        return json(this.voice(id), 201);
      case 'POST /turns':
        return this.turn(session, ((await request.json()) as { text: string }).text);
      case 'GET /waveform':
        return json(writtenCall(11 + Math.max(0, sessions.indexOf(session)), session.turns.length).waveform);
      case 'GET /audio':
        return tone(session, request.headers.get('Range'));
      case 'GET /comparison': {
        const other = this.find(url.searchParams.get('with') ?? '');
        return other ? json(comparison(session, other)) : problem(404, 'practice.no-such-session', 'Not found');
      }
      default:
        return undefined;
    }
  }

  private turn(session: Session, text: string): Response {
    const answers = writtenCall(5).turns.filter(({ speaker }) => speaker === 'persona');
    const spoken = session.turns.filter(({ speaker }) => speaker === 'persona').length;
    const answer = answers[(spoken + 1) % answers.length]?.text ?? 'Go on.';
    const at = session.turns.length * 4_000;
    session.turns.push({ id: `trn_${String(session.turns.length + 1)}`, speaker: 'user', text, startMs: at, endMs: at + 3_000, interrupted: false });
    session.turns.push({ id: `trn_${String(session.turns.length + 1)}`, speaker: 'persona', text: answer, startMs: at + 4_000, endMs: at + 8_000, interrupted: false });
    const words = answer.split(/(?<= )/);
    const stream = new ReadableStream<Uint8Array>({
      start: async (controller) => {
        const say = (event: string, data: unknown) => {
          controller.enqueue(new TextEncoder().encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`));
        };
        for (const word of words) {
          await later(this.delayMs > 0 ? 45 : 0);
          say('reply.delta', { text: word });
        }
        say('reply.done', { turn: session.turns.at(-1), over: false });
        controller.close();
      },
    });
    return new Response(stream, { headers: { 'Content-Type': 'text/event-stream' } });
  }

  private shelf(url: URL, world: World): Response {
    if (world === 'no-shelf') return problem(503, 'http.503', 'The server could not answer');
    const all = [...[...this.contexts.values()].reverse(), ...(world === 'empty' ? [] : earlierContexts)].filter(({ id }) => !this.deleted.has(id));
    const from = Number(url.searchParams.get('cursor') ?? 0);
    const to = from + Number(url.searchParams.get('limit') ?? 25);
    return json({ items: all.slice(from, to), nextCursor: to < all.length ? String(to) : null });
  }

  private async context(request: Request): Promise<Response> {
    this.next += 1;
    const id = `ctx_${String(this.next)}`;
    let title: string;
    let kind: Context['kind'] = 'pdf';
    if (request.headers.get('Content-Type')?.includes('json') === true) {
      title = ((await request.json()) as { url: string }).url;
      kind = 'website';
    } else {
      const file = (await request.formData()).get('file');
      title = file instanceof File ? file.name : 'file';
      if (/\.(png|jpe?g)$/i.test(title)) kind = 'image';
    }
    const failed = title.includes('fail') || title.includes('127.0.0.1');
    const context: Context = {
      id,
      kind,
      title,
      status: failed ? 'failed' : 'ready',
      excerpt: failed ? '' : contextExcerpt,
      problem: failed ? { code: 'practice.context-unreadable', message: 'This address is not open to the public internet.' } : null,
      characters: failed ? 0 : 4_812,
      addedAt: new Date().toISOString(),
    };
    this.contexts.set(id, context);
    return json(context, 201);
  }
}

function later(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
