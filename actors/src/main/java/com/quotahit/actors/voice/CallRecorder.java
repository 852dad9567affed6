package com.quotahit.actors.voice;

/**
 * Takes down both sides of a call along its line, as they were heard. Called from the pipeline
 * only.
 */
interface CallRecorder {

  CallRecorder NONE =
      new CallRecorder() {
        @Override
        public void caller(long leftOutMs, byte[] pcm) {}

        @Override
        public void persona(long lineMs, byte[] pcm, int offset, int length) {}

        @Override
        public void cut(long lineMs) {}

        @Override
        public void reached(long lineMs) {}

        @Override
        public void close(boolean callIsOver) {}
      };

  /**
   * @param leftOutMs what the client left out before this sound
   */
  void caller(long leftOutMs, byte[] pcm);

  void persona(long lineMs, byte[] pcm, int offset, int length);

  /** What the persona would have said from here on was never heard. */
  void cut(long lineMs);

  /** The call has come this far; what lies before will not change. */
  void reached(long lineMs);

  void close(boolean callIsOver);
}
