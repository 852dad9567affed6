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
  private static final byte[] END = new byte[0];
  private static final byte[] END_OF_CALL = new byte[0];

  private final BlockingQueue<byte[]> batches = new ArrayBlockingQueue<>(BATCHES + 1);
  private final RecordingStorePort store;
  private final Key key;
  private final long epoch;
  private final long offsetMs;
  private int missingBytes;
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
      return;
    }
    if (missingBytes > 0) {
      byte[] whole = new byte[missingBytes + stereo.length];
      System.arraycopy(stereo, 0, whole, missingBytes, stereo.length);
      missingBytes = 0;
      batches.add(whole);
    } else {
      batches.add(stereo);
    }
  }

  void close(boolean callIsOver) {
    begin();
    // One place is always left for the end.
    batches.add(callIsOver ? END_OF_CALL : END);
  }

  private void begin() {
    if (!begun) {
      begun = true;
      Thread.ofVirtual().name("voice-recording").start(this::run);
    }
  }

  private void run() {
    try {
      byte[] last = drain();
      if (last == END_OF_CALL) {
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

  private byte[] drain() throws IOException, InterruptedException {
    try (RecordingStorePort.Segment segment = store.open(key, epoch, offsetMs)) {
      for (byte[] next = batches.take(); ; next = batches.take()) {
        if (next.length == 0) {
          return next;
        }
        segment.append(next, 0, next.length);
      }
    }
  }
}
