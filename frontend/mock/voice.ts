import type { WebSocket } from 'ws';
import { decodeFrame, encodeFrame, frameSamples, sampleRate } from '../src/shared/live/frames.ts';
import type { ServerMessage } from '../src/shared/live/voice-words.ts';
import type { MockApi, World } from './api.ts';
import { writtenCall } from './transcript.ts';

const lines = new WeakMap<MockApi, Map<string, WebSocket>>();

/**
 * The server's side of the voice socket, without ears: loud frames are speech, 600 ms of quiet end a turn, and the
 * buyer answers with the next written line as a hum. Interrupting works as it does on the real one.
 */
export function serveVoice(socket: WebSocket, id: string, api: MockApi, takeOver: boolean, world: World): void {
  const held = lines.get(api) ?? new Map<string, WebSocket>();
  lines.set(api, held);
  const before = held.get(id);
  if (before?.readyState === before?.OPEN && before !== undefined) {
    const [loser, code, close] = takeOver ? [before, 'voice.taken-over', 4411] : [socket, 'voice.already-open', 4409];
    loser.send(JSON.stringify({ type: 'problem', code, detail: '' } satisfies ServerMessage));
    loser.close(close);
    if (loser === socket) return;
  }
  held.set(id, socket);
  const session = api.find(id);
  const script = writtenCall(42).turns;
  let line = session?.turns.length ?? 0;
  let sequence = 0;
  let speaking = false;
  let loudMs = 0;
  let quietMs = 0;
  let reply = 0;
  let hum: ReturnType<typeof setInterval> | undefined;
  let heardMs = 0;
  const timers: ReturnType<typeof setTimeout>[] = [];

  const tell = (message: ServerMessage) => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
  };
  const after = (ms: number, act: () => void) => timers.push(setTimeout(act, ms));

  const answer = () => {
    const turn = script[line % script.length];
    if (!turn || turn.speaker !== 'persona') line += 1;
    const spoken = script[line % script.length];
    if (!spoken) return;
    line += 1;
    reply += 1;
    const name = `r${String(reply)}`;
    const lengthMs = spoken.endMs - spoken.startMs;
    tell({ type: 'reply.started', reply: name, turn: name });
    tell({ type: 'transcript.final', turn: spoken.id, speaker: 'persona', text: spoken.text, startMs: spoken.startMs, endMs: spoken.endMs, interrupted: false });
    let at = 0;
    const began = Date.now();
    hum = setInterval(() => {
      while (at < Date.now() - began + 120 && at < lengthMs) {
        const pcm = new Int16Array(frameSamples);
        for (let index = 0; index < frameSamples; index += 1) {
          const time = at / 1000 + index / sampleRate;
          const swell = Math.abs(Math.sin(time * Math.PI * 2.7)) * (0.55 + 0.45 * Math.sin(time * 1.7));
          pcm[index] = Math.round(5_000 * swell * (Math.sin(2 * Math.PI * 170 * time) + 0.5 * Math.sin(2 * Math.PI * 510 * time)));
        }
        if (socket.readyState === socket.OPEN) socket.send(encodeFrame(sequence, at, pcm));
        sequence += 1;
        at += 20;
      }
      if (at >= lengthMs) {
        clearInterval(hum);
        hum = undefined;
        tell({ type: 'reply.done', reply: name });
      }
    }, 20);
  };

  const heard = (text: string) => {
    const turn = `u${String(line)}`;
    tell({ type: 'transcript.final', turn, speaker: 'user', text, startMs: 0, endMs: 0, interrupted: false });
    line += 1;
    if (session?.script) {
      const beat = session.script.beats.find(({ state }) => state === 'open');
      if (beat) beat.state = 'covered';
      tell({ type: 'coach.hint', text: 'Ask who else decides before you name a price.', atMs: 0 });
    }
    after(420, answer);
  };

  const listen = (pcm: Int16Array) => {
    let energy = 0;
    for (const sample of pcm) energy += (sample / 32_768) ** 2;
    const ms = (pcm.length / sampleRate) * 1000;
    if (Math.sqrt(energy / pcm.length) > 0.02) {
      loudMs += ms;
      quietMs = 0;
    } else quietMs += ms;
    if (!speaking && loudMs > 200) {
      speaking = true;
      if (hum) {
        clearInterval(hum);
        hum = undefined;
        tell({ type: 'playback.clear', reply: `r${String(reply)}`, heardMs });
      }
      tell({ type: 'speech.started' });
    }
    if (speaking) tell({ type: 'transcript.partial', turn: `u${String(line)}`, speaker: 'user', text: partialOf(script[line % script.length]?.text, loudMs) });
    if (quietMs > 600) {
      if (speaking) {
        tell({ type: 'speech.stopped' });
        heard(script.filter(({ speaker }) => speaker === 'user')[Math.floor(line / 2) % 10]?.text ?? 'Tell me more.');
      }
      speaking = false;
      loudMs = 0;
    }
  };

  socket.on('message', (content: Buffer, binary: boolean) => {
    if (binary) {
      const frame = decodeFrame(new Uint8Array(content).buffer);
      if (frame && world !== 'quiet') listen(frame.pcm);
      return;
    }
    const message = JSON.parse(content.toString()) as { type: string; text?: string; ms?: number };
    if (message.type === 'resume') tell({ type: 'session.resumed', lastSequence: sequence });
    if (message.type === 'playback.position') heardMs = message.ms ?? 0;
    if (message.type === 'text') heard(message.text ?? '');
    if (message.type === 'end') {
      api.end(id, 'learner_left');
      tell({ type: 'session.ended', reason: 'caller_left' });
      socket.close();
    }
  });
  socket.on('close', () => {
    clearInterval(hum);
    for (const timer of timers) clearTimeout(timer);
  });
  after(60, () => {
    tell({ type: 'session.ready', resumeToken: 'again', engine: 'cascade', simulated: true });
  });
  if (line === 0) after(700, answer);
}

function partialOf(text: string | undefined, loudMs: number): string {
  return (text ?? 'Tell me more about that.').split(' ').slice(0, Math.max(1, Math.floor(loudMs / 320))).join(' ');
}
