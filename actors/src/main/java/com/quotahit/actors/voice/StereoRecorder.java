package com.quotahit.actors.voice;

import com.quotahit.core.voice.RecordingStorePort;
import com.quotahit.core.voice.RecordingStorePort.Key;

/**
 * Takes a call down in stereo: left the caller, right the persona, second by second as it is heard.
 */
final class StereoRecorder implements CallRecorder {

  private static final int BYTES_PER_MS = 48;
  private static final int BATCH_MS = 1_000;

  /** The network may bring the caller's sound this late. */
  private static final int LATE_MS = 400;

  private final SoundTrack caller = new SoundTrack();
  private final SoundTrack persona = new SoundTrack();
  private final RecordingWriter writer;
  private final long offsetMs;
  private long callerBytes;
  private long writtenMs;

  StereoRecorder(RecordingStorePort store, CallPlan plan) {
    this.writer =
        new RecordingWriter(
            store,
            new Key(plan.admission().workspace(), plan.session()),
            plan.epoch(),
            plan.offsetMs());
    this.offsetMs = plan.offsetMs();
  }

  @Override
  public void caller(long leftOutMs, byte[] pcm) {
    callerBytes += leftOutMs * BYTES_PER_MS;
    caller.put(callerBytes, pcm, 0, pcm.length);
    callerBytes += pcm.length;
  }

  @Override
  public void persona(long lineMs, byte[] pcm, int offset, int length) {
    byte[] copy = java.util.Arrays.copyOfRange(pcm, offset, offset + length);
    persona.put((lineMs - offsetMs) * BYTES_PER_MS, copy, 0, length);
  }

  @Override
  public void cut(long lineMs) {
    persona.cutFrom((lineMs - offsetMs) * BYTES_PER_MS);
  }

  @Override
  public void reached(long lineMs) {
    long sureMs = lineMs - offsetMs - LATE_MS;
    while (sureMs - writtenMs >= BATCH_MS) {
      write(BATCH_MS);
    }
  }

  @Override
  public void close(boolean callIsOver) {
    long end = Math.max(callerBytes, persona.endBytes()) / BYTES_PER_MS;
    while (end - writtenMs > BATCH_MS) {
      write(BATCH_MS);
    }
    if (end > writtenMs) {
      write((int) (end - writtenMs));
    }
    writer.close(callIsOver);
  }

  private void write(int ms) {
    int bytes = ms * BYTES_PER_MS;
    byte[] stereo = new byte[bytes * 2];
    long from = writtenMs * BYTES_PER_MS;
    caller.mixInto(stereo, 0, from, bytes);
    persona.mixInto(stereo, 2, from, bytes);
    writtenMs += ms;
    writer.write(stereo);
  }
}
