// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AudioListener, AudioPort } from './audio-port';
import { decodeFrame, encodeFrame, frameSamples } from './frames';
import type { ServerMessage } from './messages';
import { LiveCall, type Access, type SocketListener, type SocketPort, type TicketRefusal } from './live-call';

class FakeSocket implements SocketPort {
  bufferedAmount = 0;
  closed = false;
  readonly sent: (string | ArrayBuffer)[] = [];
  readonly access: Access;
  readonly listener: SocketListener;

  constructor(access: Access, listener: SocketListener) {
    this.access = access;
    this.listener = listener;
  }

  send(content: string | ArrayBuffer) {
    this.sent.push(content);
  }

  close() {
    this.closed = true;
  }

  says(message: ServerMessage) {
    this.listener.onText(JSON.stringify(message));
  }

  get words(): Record<string, unknown>[] {
    return this.sent.filter((content) => typeof content === 'string').map((content) => JSON.parse(content) as Record<string, unknown>);
  }

  get frames() {
    return this.sent.filter((content) => content instanceof ArrayBuffer).map((content) => decodeFrame(content));
  }
}

function setup(ticket: () => Access | TicketRefusal = () => ({ url: 'ws://again', protocol: 'p' })) {
  const sockets: FakeSocket[] = [];
  const played: { reply: string; ms: number }[] = [];
  const cleared: string[] = [];
  const ended: string[] = [];
  let listener: AudioListener | undefined;
  const takeOvers: boolean[] = [];
  const audio: AudioPort = {
    open: (heard) => {
      listener = heard;
      return Promise.resolve();
    },
    play: (reply, ms) => played.push({ reply, ms }),
    endReply: (reply) => ended.push(reply),
    clear: (reply) => cleared.push(reply),
    levels: () => ({ ours: 0.5, theirs: 0 }),
    close: () => undefined,
  };
  const call = new LiveCall({
    audio,
    openSocket: (access, heard) => {
      const socket = new FakeSocket(access, heard);
      sockets.push(socket);
      return socket;
    },
    ticket: ({ takeOver }) => {
      takeOvers.push(takeOver);
      return Promise.resolve(ticket());
    },
    now: () => Date.now(),
  });
  const last = () => {
    const socket = sockets.at(-1);
    if (!socket) throw new Error('no socket was opened');
    return socket;
  };
  const mic = (count = 1) => {
    for (let index = 0; index < count; index += 1) listener?.onFrame(new Int16Array(frameSamples).fill(1000), index * 20);
  };
  const plays = (reply: string | null, ms: number, bufferedMs = 80, underruns = 0) => listener?.onPlayback({ reply, ms, level: 0.3, bufferedMs, underruns });
  const begin = async () => {
    await call.start({ url: 'ws://first', protocol: 'p' });
    last().listener.onOpen();
    last().says({ type: 'session.ready', resumeToken: 'token', engine: 'cascade', simulated: true });
  };
  return { call, sockets, last, mic, plays, played, cleared, ended, begin, takeOvers, phase: () => call.snapshot().phase };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a live call', () => {
  it('goes from asking to listening, and sends what the microphone heard before the engine was ready', async () => {
    const { call, last, mic, phase } = setup();
    const starting = call.start({ url: 'ws://first', protocol: 'p' });
    expect(phase()).toBe('asking');
    await starting;
    expect(phase()).toBe('connecting');
    mic(3);
    last().listener.onOpen();
    expect(last().frames.map((frame) => frame?.sequence)).toEqual([0, 1, 2]);
    last().says({ type: 'session.ready', resumeToken: 'token', engine: 'cascade', simulated: true });
    expect(phase()).toBe('listening');
  });

  it('follows the turn: you speak, it thinks, it speaks, it listens', async () => {
    const { begin, last, plays, phase, ended } = setup();
    await begin();
    last().says({ type: 'speech.started' });
    last().says({ type: 'speech.stopped' });
    expect(phase()).toBe('thinking');
    last().says({ type: 'reply.started', reply: 'r1', turn: 'r1' });
    plays('r1', 40);
    expect(phase()).toBe('speaking');
    last().says({ type: 'reply.done', reply: 'r1' });
    expect(ended).toEqual(['r1']);
    plays('r1', 900, 0);
    expect(phase()).toBe('listening');
  });

  it('goes silent at once when the server clears, and drops frames that were on their way', async () => {
    const { begin, last, played, cleared, plays, phase } = setup();
    await begin();
    last().says({ type: 'reply.started', reply: 'r1', turn: 'r1' });
    last().listener.onBytes(encodeFrame(0, 0, new Int16Array(frameSamples)));
    plays('r1', 20);
    last().says({ type: 'playback.clear', reply: 'r1', heardMs: 20 });
    expect(cleared).toEqual(['r1']);
    expect(phase()).toBe('listening');
    last().listener.onBytes(encodeFrame(1, 20, new Int16Array(frameSamples)));
    plays('r1', 30);
    expect(phase()).toBe('listening');
    last().says({ type: 'reply.started', reply: 'r2', turn: 'r2' });
    last().listener.onBytes(encodeFrame(2, 0, new Int16Array(frameSamples)));
    expect(played).toEqual([
      { reply: 'r1', ms: 0 },
      { reply: 'r2', ms: 0 },
    ]);
  });

  it('reports what was heard at least every 200 ms', async () => {
    const { begin, last, plays } = setup();
    await begin();
    last().says({ type: 'reply.started', reply: 'r1', turn: 'r1' });
    for (let ms = 60; ms <= 600; ms += 60) {
      vi.advanceTimersByTime(60);
      plays('r1', ms);
    }
    const reported = last().words.filter(({ type }) => type === 'playback.position').map(({ ms }) => Number(ms));
    expect(reported.length).toBeGreaterThanOrEqual(3);
    reported.slice(1).forEach((ms, index) => {
      expect(ms - (reported[index] ?? 0)).toBeLessThanOrEqual(200);
    });
  });

  it('sends silence while muted', async () => {
    const { begin, call, last, mic } = setup();
    await begin();
    call.mute(true);
    mic();
    expect(last().words).toContainEqual({ type: 'mute', on: true });
    expect(last().frames.at(-1)?.pcm.every((sample) => sample === 0)).toBe(true);
    expect(call.levels().ours).toBe(0);
  });

  it('replaces a turn when the server corrects what was heard of it', async () => {
    const { begin, call, last } = setup();
    await begin();
    last().says({ type: 'transcript.final', turn: 't1', speaker: 'persona', text: 'One two three', startMs: 0, endMs: 900, interrupted: false });
    last().says({ type: 'transcript.final', turn: 't1', speaker: 'persona', text: 'One two', startMs: 0, endMs: 600, interrupted: true });
    expect(call.snapshot().turns).toMatchObject([{ text: 'One two', interrupted: true }]);
  });

  it('shows the loss of the connection at once and resumes with a new ticket where it stopped', async () => {
    const { begin, call, last, sockets, phase } = setup();
    await begin();
    last().says({ type: 'reply.started', reply: 'r1', turn: 'r1' });
    last().listener.onBytes(encodeFrame(41, 0, new Int16Array(frameSamples)));
    last().says({ type: 'transcript.final', turn: 't1', speaker: 'user', text: 'Hello', startMs: 0, endMs: 400, interrupted: false });
    last().listener.onClose();
    expect(phase()).toBe('reconnecting');
    await vi.advanceTimersByTimeAsync(0);
    expect(sockets).toHaveLength(2);
    last().listener.onOpen();
    expect(last().words).toEqual([{ type: 'resume', token: 'token', lastSequence: 41 }]);
    last().says({ type: 'session.resumed', lastSequence: 3 });
    expect(phase()).toBe('listening');
    expect(call.snapshot().turns).toHaveLength(1);
  });

  it('keeps a second and a half of speech while there is no socket, the newest', async () => {
    const { begin, last, mic, sockets } = setup();
    await begin();
    last().listener.onClose();
    mic(500);
    await vi.advanceTimersByTimeAsync(0);
    last().listener.onOpen();
    expect(sockets[1]?.frames).toHaveLength(75);
    expect(sockets[1]?.frames.at(-1)?.timeMs).toBe(499 * 20);
  });

  it('tries again more slowly each time and gives up after two minutes', async () => {
    const { begin, last, phase, takeOvers, call } = setup(() => 'unreachable');
    await begin();
    last().listener.onClose();
    await vi.advanceTimersByTimeAsync(5_500);
    expect(phase()).toBe('reconnecting');
    expect(takeOvers.length).toBeGreaterThanOrEqual(4);
    await vi.advanceTimersByTimeAsync(119_000);
    expect(phase()).toBe('closed');
    expect(call.snapshot().endReason).toBe('connection_lost');
    expect(takeOvers.length).toBeLessThan(60);
  });

  it('counts a socket that takes no bytes as lost', async () => {
    const { begin, last, mic, phase } = setup();
    await begin();
    last().bufferedAmount = 100_000;
    mic();
    expect(phase()).toBe('reconnecting');
  });

  it('steps aside for another tab and comes back only when a person takes over', async () => {
    const { begin, call, last, sockets, phase, takeOvers } = setup();
    await begin();
    last().says({ type: 'problem', code: 'voice.taken-over', detail: '' });
    last().listener.onClose();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(phase()).toBe('elsewhere');
    expect(sockets).toHaveLength(1);
    call.takeOver();
    await vi.advanceTimersByTimeAsync(0);
    expect(takeOvers).toEqual([true]);
    expect(sockets).toHaveLength(2);
  });

  it('forgets a trouble on the line when the buyer answers again', async () => {
    const { begin, call, last } = setup();
    await begin();
    last().says({ type: 'problem', code: 'voice.no-answer', detail: '' });
    expect(call.snapshot().problem?.code).toBe('voice.no-answer');
    last().says({ type: 'reply.started', reply: 'r1', turn: 'r1' });
    expect(call.snapshot().problem).toBeNull();
  });

  it('is over when the server says so, and does not come back', async () => {
    const { begin, call, last, sockets, phase } = setup();
    await begin();
    last().says({ type: 'session.ended', reason: 'time_limit' });
    last().listener.onClose();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(phase()).toBe('closed');
    expect(call.snapshot().endReason).toBe('time_limit');
    expect(sockets).toHaveLength(1);
  });

  it('ends for the caller even when the server does not answer', async () => {
    const { begin, call, last, phase } = setup();
    await begin();
    call.end();
    expect(last().words).toContainEqual({ type: 'end' });
    await vi.advanceTimersByTimeAsync(1_500);
    expect(phase()).toBe('closed');
  });

  it('says which trouble the microphone has, and stays startable', async () => {
    const { call } = setup();
    const denied = new LiveCall({
      audio: { ...fakeAudio, open: () => Promise.reject(new DOMException('no', 'NotAllowedError')) },
      openSocket: () => {
        throw new Error('no socket without a microphone');
      },
      ticket: () => Promise.resolve('unreachable' as const),
      now: () => 0,
    });
    await denied.start();
    expect(denied.snapshot()).toMatchObject({ phase: 'idle', microphone: 'denied' });
    expect(call.snapshot().microphone).toBeNull();
  });

  it('ignores what it cannot read', async () => {
    const { begin, last, phase } = setup();
    await begin();
    last().listener.onText('{');
    last().listener.onText('"text"');
    last().listener.onText('{"type":"from.the.future"}');
    last().listener.onBytes(new ArrayBuffer(3));
    expect(phase()).toBe('listening');
  });
});

const fakeAudio: AudioPort = {
  open: () => Promise.resolve(),
  play: () => undefined,
  endReply: () => undefined,
  clear: () => undefined,
  levels: () => ({ ours: 0, theirs: 0 }),
  close: () => undefined,
};
