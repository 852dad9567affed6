import { microphoneProblem, type MicrophoneTrouble } from './audio-port';
import { openMicrophone } from './browser-audio';

export type MicrophoneCheck = { level: () => number; deviceLabel: string; stop: () => void };

/** Opens the microphone only to look at it: nothing is recorded and nothing leaves the page. */
export async function checkMicrophone(): Promise<MicrophoneCheck | MicrophoneTrouble> {
  try {
    const stream = await openMicrophone();
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    analyser.fftSize = 1024;
    context.createMediaStreamSource(stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    return {
      level: () => {
        analyser.getFloatTimeDomainData(samples);
        let energy = 0;
        for (const sample of samples) energy += sample * sample;
        return Math.min(1, Math.sqrt(energy / samples.length) * 4);
      },
      deviceLabel: stream.getAudioTracks()[0]?.label ?? '',
      stop: () => {
        for (const track of stream.getTracks()) track.stop();
        void context.close();
      },
    };
  } catch (cause) {
    return microphoneProblem(cause).trouble;
  }
}
