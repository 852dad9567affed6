package com.quotahit.core.voice;

/** Tells speech from everything else, frame by frame. */
public interface VoiceActivityPort {

  /** A detector for one stream of sound; not for use by two threads at once. */
  Detector open();

  interface Detector extends AutoCloseable {

    /** Samples per frame at 16 kHz: 512, that is 32 ms. */
    int FRAME_SAMPLES = 512;

    /**
     * Probability in [0, 1] that the frame of {@link #FRAME_SAMPLES} from {@code offset} holds
     * speech.
     */
    float speechProbability(float[] pcm16k, int offset);

    /** Forgets what was heard. */
    void reset();

    @Override
    void close();
  }
}
