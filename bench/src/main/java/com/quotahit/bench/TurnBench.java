package com.quotahit.bench;

import com.quotahit.actors.providers.embedded.EmbeddedSpeech;
import com.quotahit.actors.providers.embedded.MeasuredVoiceCapacity;
import com.quotahit.actors.providers.embedded.SpeechSettings;
import com.quotahit.actors.providers.embedded.SpeechState;
import com.quotahit.actors.voice.cascade.CascadeEngine;
import com.quotahit.actors.voice.cascade.CascadeSettings;
import com.quotahit.core.voice.Openers;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.pekko.actor.ActorSystem;

/**
 * How long a caller waits for the embedded voice: recorded speech goes through the cascade engine
 * in real time, 20 ms a frame, and the time from the end of speech to the first sound of the reply
 * is taken, with one call and with two at once. A reply stalls when its sound comes later than it
 * would be played.
 *
 * <p>{@code TurnBench [turns for each call, default 8] [capacity]}: with {@code capacity}, as many
 * calls as this machine would let in, and one more.
 */
public final class TurnBench {

  private static final String[] VOICES = {"bm_george", "af_heart"};
  private static final Duration MEASURED_WITHIN = Duration.ofSeconds(30);

  private TurnBench() {}

  public static void main(String[] arguments) throws Exception {
    int turns = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8;
    boolean toCapacity = arguments.length > 1 && arguments[1].equals("capacity");
    var config = ConfigFactory.load();
    long began = System.nanoTime();
    EmbeddedSpeech speech = EmbeddedSpeech.open(SpeechSettings.from(config));
    SpeechState state = speech.ready().toCompletableFuture().get(3, TimeUnit.MINUTES);
    if (!(state instanceof SpeechState.Ready)) {
      System.err.println("no speech here: " + state);
      System.exit(1);
    }
    System.out.printf("models loaded in %.1f s%n", (System.nanoTime() - began) / 1e9);
    var model = new TurnBenchModel();
    var engine =
        new CascadeEngine(
            new CascadeEngine.Parts(
                speech.voiceActivity(),
                speech.recognizer(),
                speech.synthesizer(),
                speech.readySpeech(),
                model,
                speech::usable),
            CascadeSettings.from(config));
    ActorSystem system =
        ActorSystem.create(
            "turns",
            ConfigFactory.parseString("pekko.loglevel=WARNING, pekko.stdout-loglevel=WARNING"));
    try {
      List<TurnBenchCaller.Line> lines = TurnBenchCaller.lines(speech);
      awaitOpeners(speech);
      new TurnBenchCall(system, engine, lines, VOICES[0], 0).hold(2);
      MeasuredVoiceCapacity measured = measured(speech, SpeechSettings.from(config));
      int capacity = measured.capacity();
      System.out.printf("this machine would let in %d calls%n", capacity);
      // A node in a call does not go on measuring itself.
      measured.tryAcquire();
      for (int calls = 1; calls <= (toCapacity ? capacity + 1 : 2); calls++) {
        report(calls, held(system, engine, lines, calls, turns));
      }
      System.out.printf("synthesis takes %.2f s for a second of speech%n", speech.synthesisPace());
    } finally {
      system.terminate();
      speech.close();
      model.close();
    }
    System.exit(0);
  }

  /** What a node announces once it has measured itself. */
  private static MeasuredVoiceCapacity measured(EmbeddedSpeech speech, SpeechSettings settings)
      throws InterruptedException {
    MeasuredVoiceCapacity measured = MeasuredVoiceCapacity.of(speech, settings);
    long patience = System.nanoTime() + MEASURED_WITHIN.toNanos();
    while (!measured.settled() && System.nanoTime() < patience) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    return measured;
  }

  /** A node makes the openers of its voices in its first quiet minute and keeps them. */
  private static void awaitOpeners(EmbeddedSpeech speech) throws InterruptedException {
    for (String voice : VOICES) {
      speech.readySpeech().prepare(Openers.KNOWN, voice, 1.0);
    }
    long patience = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    for (String voice : VOICES) {
      for (String opener : Openers.KNOWN) {
        while (speech.readySpeech().ready(opener, voice, 1.0).isEmpty()
            && System.nanoTime() < patience) {
          TimeUnit.MILLISECONDS.sleep(100);
        }
      }
    }
  }

  private static List<TurnBenchCall> held(
      ActorSystem system,
      CascadeEngine engine,
      List<TurnBenchCaller.Line> lines,
      int calls,
      int turns)
      throws InterruptedException {
    var held = new ArrayList<TurnBenchCall>();
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < calls; i++) {
      var call = new TurnBenchCall(system, engine, lines, VOICES[i % VOICES.length], i * 5 + calls);
      held.add(call);
      threads.add(Thread.ofPlatform().name("caller-" + i).start(() -> call.hold(turns)));
      // Two people do not speak in step.
      TimeUnit.MILLISECONDS.sleep(1_300);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return held;
  }

  private static void report(int calls, List<TurnBenchCall> held) {
    List<TurnBenchCall.Measured> turns =
        held.stream().flatMap(call -> call.measured().stream()).toList();
    long[] first = sorted(turns.stream().mapToLong(TurnBenchCall.Measured::firstSoundMs).toArray());
    long[] ended = sorted(turns.stream().mapToLong(TurnBenchCall.Measured::endedMs).toArray());
    long[] partial =
        sorted(
            turns.stream()
                .mapToLong(TurnBenchCall.Measured::firstWordsMs)
                .filter(ms -> ms >= 0)
                .toArray());
    long[] stalls = sorted(turns.stream().mapToLong(TurnBenchCall.Measured::stalledMs).toArray());
    System.out.printf(
        "%n%d call%s at once, %d turns%n", calls, calls == 1 ? "" : "s", turns.size());
    System.out.printf(
        "  end of speech to first sound   p50 %5d ms   p95 %5d ms%n", at(first, 50), at(first, 95));
    System.out.printf(
        "  end of speech to turn over     p50 %5d ms   p95 %5d ms%n", at(ended, 50), at(ended, 95));
    System.out.printf(
        "  begin of speech to first words p50 %5d ms   p95 %5d ms%n",
        at(partial, 50), at(partial, 95));
    System.out.printf(
        "  replies that stalled %d of %d, longest stall %d ms; turns cut off early %d; turns lost %d%n",
        IntStream.range(0, stalls.length).filter(i -> stalls[i] > 20).count(),
        turns.size(),
        at(stalls, 100),
        held.stream().mapToInt(TurnBenchCall::cutOff).sum(),
        held.stream().mapToInt(TurnBenchCall::lost).sum());
    if (Boolean.getBoolean("turns.each")) {
      turns.forEach(System.out::println);
    }
  }

  private static long[] sorted(long[] values) {
    java.util.Arrays.sort(values);
    return values;
  }

  private static long at(long[] sorted, int percent) {
    return sorted.length == 0
        ? -1
        : sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
  }
}
