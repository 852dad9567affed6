package com.quotahit.core.voice;

import java.util.Collection;
import java.util.Optional;

/** Speech that need not be made any more, because it was made before. */
public interface ReadySpeechPort {

  /** Little-endian PCM16, mono, 24 kHz, when exactly this was spoken before; never waits. */
  Optional<byte[]> ready(String text, String voice, double speed);

  /** Asks that these be ready soon; made when nothing more urgent waits. */
  void prepare(Collection<String> texts, String voice, double speed);

  /** As {@link #prepare}, before everything that was asked for until now. */
  void prepareFirst(Collection<String> texts, String voice, double speed);
}
