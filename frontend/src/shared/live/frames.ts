/** The binary frames of the voice socket: an 8-byte header (two big-endian uint32), then PCM16 little-endian mono 24 kHz. */

export const sampleRate = 24_000;
export const frameMs = 20;
export const frameSamples = (sampleRate * frameMs) / 1000;
const headerBytes = 8;

export type VoiceFrame = { sequence: number; timeMs: number; pcm: Int16Array };

export function encodeFrame(sequence: number, timeMs: number, pcm: Int16Array): ArrayBuffer {
  const bytes = new ArrayBuffer(headerBytes + pcm.length * 2);
  const view = new DataView(bytes);
  view.setUint32(0, sequence >>> 0);
  view.setUint32(4, Math.round(timeMs) >>> 0);
  for (let at = 0; at < pcm.length; at += 1) view.setInt16(headerBytes + at * 2, pcm[at] ?? 0, true);
  return bytes;
}

/** Undefined for anything that cannot be a frame: too short, or half a sample at the end. */
export function decodeFrame(bytes: ArrayBuffer): VoiceFrame | undefined {
  if (bytes.byteLength < headerBytes || (bytes.byteLength - headerBytes) % 2 !== 0) return undefined;
  const view = new DataView(bytes);
  const pcm = new Int16Array((bytes.byteLength - headerBytes) / 2);
  for (let at = 0; at < pcm.length; at += 1) pcm[at] = view.getInt16(headerBytes + at * 2, true);
  return { sequence: view.getUint32(0), timeMs: view.getUint32(4), pcm };
}
