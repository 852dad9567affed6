import type { Session } from '../src/shared/api/types.ts';

const rate = 8_000;

/** A recording of a call as hums of two pitches: enough to hear who is speaking and whether seeking works. */
export function tone(session: Session, range: string | null): Response {
  const bytes = wav(session);
  const [, from, to] = /bytes=(\d+)-(\d*)/.exec(range ?? '') ?? [];
  if (from === undefined) {
    return new Response(bytes, { headers: { 'Content-Type': 'audio/wav', 'Accept-Ranges': 'bytes', 'Content-Length': String(bytes.length) } });
  }
  const last = Math.min(bytes.length - 1, to === undefined || to === '' ? bytes.length - 1 : Number(to));
  return new Response(bytes.slice(Number(from), last + 1), {
    status: 206,
    headers: {
      'Content-Type': 'audio/wav',
      'Accept-Ranges': 'bytes',
      'Content-Range': `bytes ${from}-${String(last)}/${String(bytes.length)}`,
      'Content-Length': String(last + 1 - Number(from)),
    },
  });
}

function wav(session: Session): Uint8Array<ArrayBuffer> {
  const samples = Math.ceil(((session.durationMs ?? 0) / 1000) * rate);
  const bytes = new Uint8Array(44 + samples);
  const view = new DataView(bytes.buffer);
  const text = (at: number, value: string) => {
    for (let index = 0; index < value.length; index += 1) view.setUint8(at + index, value.charCodeAt(index));
  };
  text(0, 'RIFF');
  view.setUint32(4, 36 + samples, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate, true);
  view.setUint16(32, 1, true);
  view.setUint16(34, 8, true);
  text(36, 'data');
  view.setUint32(40, samples, true);
  bytes.fill(128, 44);
  for (const turn of session.turns) {
    const pitch = turn.speaker === 'user' ? 130 : 190;
    for (let at = Math.floor((turn.startMs / 1000) * rate); at < Math.min(samples, (turn.endMs / 1000) * rate); at += 1) {
      const swell = Math.abs(Math.sin((at / rate) * Math.PI * 3.1));
      bytes[44 + at] = 128 + Math.round(30 * swell * Math.sin((2 * Math.PI * pitch * at) / rate));
    }
  }
  return bytes;
}
