import { frameSamples, sampleRate as wireRate } from './frames';
import { Resampler } from './resampler';
import type { FromCapture } from './worklet-messages';

/** Cuts the microphone into 20 ms frames of 24 kHz PCM16, whatever rate the device runs at. */
class Capture extends AudioWorkletProcessor {
  private readonly resampler = new Resampler(sampleRate, wireRate);
  private frame = new Int16Array(frameSamples);
  private filled = 0;
  private energy = 0;

  override process(inputs: Float32Array[][]): boolean {
    const input = inputs[0]?.[0];
    if (input === undefined) return true;
    const samples = this.resampler.push(input);
    for (const sample of samples) {
      const bounded = Math.max(-1, Math.min(1, sample));
      this.frame[this.filled] = Math.round(bounded * 32_767);
      this.energy += bounded * bounded;
      this.filled += 1;
      if (this.filled === frameSamples) this.post();
    }
    return true;
  }

  private post(): void {
    const message: FromCapture = {
      pcm: this.frame,
      timeMs: currentTime * 1000,
      level: Math.sqrt(this.energy / frameSamples),
    };
    this.port.postMessage(message, [this.frame.buffer]);
    this.frame = new Int16Array(frameSamples);
    this.filled = 0;
    this.energy = 0;
  }
}

registerProcessor('quotahit-capture', Capture);
