package com.quotahit.actors.providers.embedded.flite;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import com.quotahit.actors.providers.embedded.InferenceLane;
import com.quotahit.actors.providers.embedded.InferenceLane.Rank;
import com.quotahit.core.voice.Pcm16;
import com.quotahit.core.voice.Resampler;
import com.quotahit.core.voice.SpokenText;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The operating system's flite library, called in-process: a sentence in 30 to 120 ms. Its code is
 * not written for several threads, so the lane has one.
 */
public final class FliteVoice implements AutoCloseable {

  private static final int RATE_OUT = 24_000;

  // struct cst_wave { const char *type; int sample_rate; int num_samples; int num_channels; short
  // *samples; }
  private static final int WAVE_RATE = 8;
  private static final int WAVE_COUNT = 12;
  private static final int WAVE_SAMPLES = 24;
  private static final int WAVE_BYTES = 32;

  private final InferenceLane lane = new InferenceLane("speech-fast-voice", 1);
  private final MethodHandle textToWave;
  private final MethodHandle deleteWave;
  private final MemorySegment woman;
  private final MemorySegment man;

  private FliteVoice() throws Throwable {
    Linker linker = Linker.nativeLinker();
    SymbolLookup flite = library("libflite.so.1");
    library("libflite_cmulex.so.1");
    library("libflite_usenglish.so.1");
    call(linker, flite, "flite_init", FunctionDescriptor.of(JAVA_INT)).invoke();
    this.textToWave =
        call(linker, flite, "flite_text_to_wave", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS));
    this.deleteWave = call(linker, flite, "delete_wave", FunctionDescriptor.ofVoid(ADDRESS));
    this.woman = voice(linker, "slt");
    this.man = voice(linker, "rms");
  }

  /** Empty where the library is not installed. */
  public static Optional<FliteVoice> open() {
    try {
      return Optional.of(new FliteVoice());
    } catch (Throwable missing) {
      return Optional.empty();
    }
  }

  /**
   * Little-endian PCM16 at 24 kHz.
   *
   * @param voice a Kokoro name, whose second letter tells a woman's voice from a man's
   */
  public CompletableFuture<byte[]> speak(String text, String voice) {
    return lane.run(Rank.LIVE, 0, () -> synthesize(SpokenText.of(text), voice));
  }

  private byte[] synthesize(String text, String voice) throws Exception {
    MemorySegment speaker = voice.length() > 1 && voice.charAt(1) == 'm' ? man : woman;
    try (Arena arena = Arena.ofConfined()) {
      var wave = (MemorySegment) textToWave.invoke(arena.allocateFrom(text), speaker);
      if (wave.address() == 0) {
        throw new IllegalStateException("flite made no sound");
      }
      try {
        return samples(wave.reinterpret(WAVE_BYTES));
      } finally {
        deleteWave.invoke(wave);
      }
    } catch (Exception | Error failure) {
      throw failure;
    } catch (Throwable failure) {
      throw new IllegalStateException("flite failed", failure);
    }
  }

  private static byte[] samples(MemorySegment wave) {
    int rate = wave.get(JAVA_INT, WAVE_RATE);
    int count = wave.get(JAVA_INT, WAVE_COUNT);
    MemorySegment sound = wave.get(ADDRESS, WAVE_SAMPLES).reinterpret(2L * count);
    float[] samples = new float[count];
    for (int i = 0; i < count; i++) {
      samples[i] = sound.getAtIndex(JAVA_SHORT, i) / 32768f;
    }
    return Pcm16.toBytes(Resampler.resample(samples, rate, RATE_OUT));
  }

  private static MemorySegment voice(Linker linker, String name) throws Throwable {
    SymbolLookup library = library("libflite_cmu_us_" + name + ".so.1");
    MethodHandle register =
        call(linker, library, "register_cmu_us_" + name, FunctionDescriptor.of(ADDRESS, ADDRESS));
    return (MemorySegment) register.invoke(MemorySegment.NULL);
  }

  private static SymbolLookup library(String name) {
    return SymbolLookup.libraryLookup(name, Arena.global());
  }

  private static MethodHandle call(
      Linker linker, SymbolLookup in, String name, FunctionDescriptor shape) {
    return linker.downcallHandle(in.findOrThrow(name), shape);
  }

  @Override
  public void close() {
    lane.close();
  }
}
