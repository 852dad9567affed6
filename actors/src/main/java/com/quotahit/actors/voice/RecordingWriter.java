package com.quotahit.actors.voice;

import com.quotahit.core.voice.RecordingStorePort;
import com.quotahit.core.voice.RecordingStorePort.Key;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a recording off the pipeline's thread, a virtual thread for each call. A disk that cannot
 * keep up for ten seconds costs the recording its sound there (silence of the same length), never
 * the call.
 */
final class RecordingWriter {

  private static final Logger LOG = LoggerFactory.getLogger(RecordingWriter.class);
  private static final int BATCHES = 10;
  private static final byte[] SILENCE = new byte[192_000];

  private sealed interface Batch {}

  /**
   * @param missingBytes what could not be kept before this
   */
  private record Sound(long missingBytes, byte[] stereo) implements Batch {}

  private record End(boolean callIsOver) implements Batch {}

  private final BlockingQueue<Batch> batches = new ArrayBlockingQueue<>(BATCHES + 1);
  private final RecordingStorePort store;
  private final Key key;
  private final long epoch;
  private final long offsetMs;
  private long missingBytes;
  private boolean begun;

  RecordingWriter(RecordingStorePort store, Key key, long epoch, long offsetMs) {
    this.store = store;
    this.key = key;
    this.epoch = epoch;
    this.offsetMs = offsetMs;
  }

  void write(byte[] stereo) {
    begin();
    if (batches.size() >= BATCHES) {
      missingBytes += stereo.length;
    } else {
      batches.add(new Sound(missingBytes, stereo));
      missingBytes = 0;
    }
  }

  void close(boolean callIsOver) {
    begin();
    // One place is always left for the end.
    batches.add(new End(callIsOver));
  }

  private void begin() {
    if (!begun) {
      begun = true;
      Thread.ofVirtual().name("voice-recording").start(this::run);
    }
  }

  private void run() {
    try {
      if (drain().callIsOver()) {
        store.join(key);
      }
    } catch (IOException failure) {
      LOG.atError()
          .addKeyValue("session", key.session())
          .addKeyValue("failure", failure.getClass().getSimpleName())
          .log("A recording could not be written");
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private End drain() throws IOException, InterruptedException {
    try (RecordingStorePort.Segment segment = store.open(key, epoch, offsetMs)) {
      while (true) {
        switch (batches.take()) {
          case Sound(long missing, byte[] stereo) -> {
            for (long left = missing; left > 0; left -= SILENCE.length) {
              segment.append(SILENCE, 0, (int) Math.min(left, SILENCE.length));
            }
            segment.append(stereo, 0, stereo.length);
          }
          case End end -> {
            return end;
          }
        }
      }
    }
  }
}
