// A microphone that plays recorded speech: the lines of the rep, with silence between them, as one WAVE file.
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const recordings = join(dirname(fileURLToPath(import.meta.url)), '../../cluster-config/src/test/resources/speech/rep');
const RATE = 24_000;
const HEADER = 44;

function pcm(name) {
  const wav = readFileSync(join(recordings, `${name}.wav`));
  return wav.subarray(HEADER);
}

/** @param timeline names of recordings, and numbers for seconds of silence */
export function microphone(timeline) {
  const parts = timeline.map((part) => (typeof part === 'number' ? Buffer.alloc(Math.round(part * RATE) * 2) : pcm(part)));
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(HEADER);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + body.length, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(RATE, 24);
  head.writeUInt32LE(RATE * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(body.length, 40);
  const file = join(mkdtempSync(join(tmpdir(), 'quotahit-rep-')), 'rep.wav');
  writeFileSync(file, Buffer.concat([head, body]));
  return `${file}%noloop`;
}
