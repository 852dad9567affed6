// Opens the system's Chromium for the runs in this folder, with a microphone that plays a file.
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

export const executablePath =
  process.env.QUOTAHIT_CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));

/** Hums in bursts: two seconds of sound, three of silence. Enough for a voice activity detector that only measures. */
export function humFile() {
  const rate = 48_000;
  const seconds = 10;
  const bytes = Buffer.alloc(44 + rate * seconds * 2);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(rate, 24);
  bytes.writeUInt32LE(rate * 2, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(bytes.length - 44, 40);
  for (let at = 0; at < rate * seconds; at += 1) {
    const time = at / rate;
    const on = time % 5 > 3;
    const swell = Math.abs(Math.sin(time * Math.PI * 3));
    bytes.writeInt16LE(on ? Math.round(12_000 * swell * Math.sin(2 * Math.PI * 140 * time)) : 0, 44 + at * 2);
  }
  const file = join(mkdtempSync(join(tmpdir(), 'quotahit-mic-')), 'hum.wav');
  writeFileSync(file, bytes);
  return file;
}

/** @param more arguments of Chromium's command line */
export async function launch(microphone = humFile(), more = []) {
  if (executablePath === undefined) throw new Error('no Chromium found: install the package "chromium" or set QUOTAHIT_CHROMIUM');
  return chromium.launch({
    executablePath,
    headless: true,
    args: [
      '--no-sandbox',
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-audio-capture=${microphone}`,
      '--autoplay-policy=no-user-gesture-required',
      '--disable-background-networking',
      ...more,
    ],
  });
}
