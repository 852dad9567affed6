import captureUrl from './capture.worklet.ts?worker&url';
import playbackUrl from './playback.worklet.ts?worker&url';
import { type AudioListener, type AudioPort, MicrophoneProblem, microphoneProblem } from './audio-port';
import { sampleRate } from './frames';
import type { FromCapture, FromPlayback, ToPlayback } from './worklet-messages';

export type MicrophoneChoice = { deviceId?: string };

export async function openMicrophone(choice: MicrophoneChoice = {}): Promise<MediaStream> {
  // Older browsers and insecure origins have no media devices at all, whatever the types promise.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (devices === undefined) throw new MicrophoneProblem('unsupported');
  try {
    return await devices.getUserMedia({
      audio: {
        echoCancellation: true,
        noiseSuppression: true,
        autoGainControl: true,
        channelCount: 1,
        ...(choice.deviceId !== undefined && { deviceId: choice.deviceId }),
      },
    });
  } catch (cause) {
    throw microphoneProblem(cause);
  }
}

/** A context at the wire's rate where the browser can; otherwise at the device's, and the worklets change the rate. */
function openContext(stream: MediaStream): { context: AudioContext; source: MediaStreamAudioSourceNode } {
  const wanted = new AudioContext({ sampleRate, latencyHint: 'interactive' });
  try {
    return { context: wanted, source: wanted.createMediaStreamSource(stream) };
  } catch {
    // Firefox refuses to join a stream and a context of different rates.
    void wanted.close();
    const context = new AudioContext({ latencyHint: 'interactive' });
    return { context, source: context.createMediaStreamSource(stream) };
  }
}

/** Speech sits around -22 dBFS; the picture wants it in the middle of its scale, and shouting not cut off. */
function shownLevel(energy: number): number {
  return 1 - Math.exp(-6 * energy);
}

/** The browser's sound: microphone in, loudspeaker out, each in a worklet of its own. */
export function browserAudio(choice: MicrophoneChoice = {}): AudioPort {
  let stream: MediaStream | undefined;
  let context: AudioContext | undefined;
  let playback: AudioWorkletNode | undefined;
  let ours = 0;
  let theirs = 0;
  let closed = false;

  const tell = (message: ToPlayback, transfer: Transferable[] = []) => {
    playback?.port.postMessage(message, transfer);
  };

  const open = async (listener: AudioListener) => {
    stream = await openMicrophone(choice);
    const joined = openContext(stream);
    context = joined.context;
    await context.audioWorklet.addModule(captureUrl);
    await context.audioWorklet.addModule(playbackUrl);
    if (closed) {
      release();
      return;
    }
    const capture = new AudioWorkletNode(context, 'quotahit-capture', { numberOfInputs: 1, numberOfOutputs: 0, channelCount: 1 });
    capture.port.onmessage = (event: MessageEvent<FromCapture>) => {
      ours = event.data.level;
      listener.onFrame(event.data.pcm, event.data.timeMs);
    };
    joined.source.connect(capture);
    playback = new AudioWorkletNode(context, 'quotahit-playback', { numberOfInputs: 0, numberOfOutputs: 1, outputChannelCount: [1] });
    playback.port.onmessage = (event: MessageEvent<FromPlayback>) => {
      theirs = event.data.level;
      listener.onPlayback(event.data);
    };
    playback.connect(context.destination);
    for (const track of stream.getAudioTracks()) track.onended = listener.onLost;
    await context.resume();
  };

  const release = () => {
    closed = true;
    for (const track of stream?.getTracks() ?? []) {
      track.onended = null;
      track.stop();
    }
    if (context && context.state !== 'closed') void context.close();
    ours = 0;
    theirs = 0;
  };

  return {
    open,
    play: (reply, positionMs, pcm) => {
      tell({ type: 'frame', reply, positionMs, pcm }, [pcm.buffer]);
    },
    endReply: (reply) => {
      tell({ type: 'end', reply });
    },
    clear: (reply) => {
      tell({ type: 'clear', reply });
    },
    levels: () => ({ ours: shownLevel(ours), theirs: shownLevel(theirs / 3) }),
    close: release,
  };
}
