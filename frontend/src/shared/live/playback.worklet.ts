import { JitterBuffer } from './jitter-buffer';
import type { FromPlayback, ToPlayback } from './worklet-messages';

const reportEveryMs = 60;

/** Plays replies through the jitter buffer and says what really left, many times a second and at every end. */
class Playback extends AudioWorkletProcessor {
  private readonly buffer = new JitterBuffer(sampleRate);
  private lastReportMs = 0;
  private sounding = false;
  private peak = 0;
  private last = { reply: '', ms: 0 };

  constructor() {
    super();
    this.port.onmessage = (event: MessageEvent<ToPlayback>) => {
      this.hear(event.data);
    };
  }

  private hear(message: ToPlayback): void {
    switch (message.type) {
      case 'frame': {
        const samples = new Float32Array(message.pcm.length);
        for (let at = 0; at < samples.length; at += 1) samples[at] = (message.pcm[at] ?? 0) / 32_768;
        this.buffer.push(message.reply, message.positionMs, samples);
        return;
      }
      case 'end':
        this.buffer.end(message.reply);
        return;
      case 'clear':
        this.buffer.clear(message.reply);
        return;
    }
  }

  override process(_inputs: Float32Array[][], outputs: Float32Array[][]): boolean {
    const [first, ...others] = outputs[0] ?? [];
    if (first === undefined) return true;
    const played = this.buffer.pull(first);
    for (const other of others) other.set(first);
    for (const sample of first) this.peak = Math.max(this.peak, Math.abs(sample));
    if (played) this.last = played;
    const sounding = played !== undefined;
    const nowMs = currentTime * 1000;
    if (sounding !== this.sounding || nowMs - this.lastReportMs >= reportEveryMs) this.report(sounding, nowMs);
    return true;
  }

  private report(sounding: boolean, nowMs: number): void {
    const message: FromPlayback = {
      reply: sounding || this.sounding ? this.last.reply : null,
      ms: Math.round(this.last.ms),
      level: this.peak,
      bufferedMs: Math.round(this.buffer.bufferedMs),
      underruns: this.buffer.underruns,
    };
    this.port.postMessage(message);
    this.sounding = sounding;
    this.lastReportMs = nowMs;
    this.peak = 0;
  }
}

registerProcessor('quotahit-playback', Playback);
