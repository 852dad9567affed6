const taps = 16;

/**
 * Changes the rate of a stream of samples, keeping its place between pushes. A windowed sinc with its cut-off at the
 * lower of the two rates, so that 48 kHz microphones do not fold their upper half into speech.
 */
export class Resampler {
  private readonly step: number;
  private readonly cutoff: number;
  private readonly reach: number;
  private kept: Float32Array;
  private position: number;

  constructor(from: number, to: number) {
    this.step = from / to;
    this.cutoff = Math.min(1, to / from);
    this.reach = Math.ceil(taps / this.cutoff / 2);
    this.kept = new Float32Array(this.reach);
    this.position = this.reach;
  }

  push(input: Float32Array): Float32Array {
    if (this.step === 1) return input.slice();
    const samples = new Float32Array(this.kept.length + input.length);
    samples.set(this.kept);
    samples.set(input, this.kept.length);
    const out = new Float32Array(Math.max(0, Math.ceil((samples.length - this.reach - this.position) / this.step)));
    let written = 0;
    while (this.position + this.reach < samples.length && written < out.length) {
      out[written] = this.at(samples, this.position);
      written += 1;
      this.position += this.step;
    }
    const drop = Math.max(0, Math.floor(this.position) - this.reach);
    this.kept = samples.slice(drop);
    this.position -= drop;
    return out.subarray(0, written);
  }

  private at(samples: Float32Array, position: number): number {
    const first = Math.floor(position) - this.reach + 1;
    const last = Math.floor(position) + this.reach;
    let sum = 0;
    let weight = 0;
    for (let index = first; index <= last; index += 1) {
      const distance = position - index;
      const window = 0.5 + 0.5 * Math.cos((Math.PI * distance) / (this.reach + 0.5));
      const phase = Math.PI * distance * this.cutoff;
      const factor = (phase === 0 ? 1 : Math.sin(phase) / phase) * window;
      sum += (samples[index] ?? 0) * factor;
      weight += factor;
    }
    return weight === 0 ? 0 : sum / weight;
  }
}
