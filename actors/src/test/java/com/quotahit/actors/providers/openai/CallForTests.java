package com.quotahit.actors.providers.openai;

import com.quotahit.actors.sandbox.openai.SandboxForTests;
import com.quotahit.actors.sandbox.openai.ToneSpeech;
import com.quotahit.actors.voice.MediaLoops;
import com.quotahit.core.shared.Secret;
import com.quotahit.core.voice.EngineBrief;
import com.quotahit.core.voice.EngineOrder;
import com.quotahit.core.voice.EngineSignal;
import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.apache.pekko.Done;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.BoundedSourceQueue;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.awaitility.Awaitility;

/** One conversation through the engine to a stand-in, driven by a test. */
final class CallForTests implements AutoCloseable {

  static final int FRAME = 960;

  private final MediaLoops loops;
  private final BoundedSourceQueue<EngineOrder> orders;
  private final LinkedBlockingQueue<EngineSignal> signals = new LinkedBlockingQueue<>();
  final List<EngineSignal> all = new ArrayList<>();
  final CompletionStage<Done> done;

  CallForTests(SandboxForTests sandbox, Secret key, String overrides, EngineBrief brief) {
    this(sandbox, new MediaLoops(1), key, overrides, brief);
  }

  private CallForTests(
      SandboxForTests sandbox, MediaLoops loops, Secret key, String overrides, EngineBrief brief) {
    this(sandbox, loops, engine(sandbox, loops, key, overrides), brief);
  }

  CallForTests(
      SandboxForTests sandbox, MediaLoops loops, OpenAiRealtimeEngine engine, EngineBrief brief) {
    this.loops = loops;
    Pair<BoundedSourceQueue<EngineOrder>, CompletionStage<Done>> running =
        Source.<EngineOrder>queue(20_000)
            .viaMat(engine.converse(brief), Keep.left())
            .toMat(Sink.foreach(signals::add), Keep.both())
            .run(sandbox.kit().system());
    orders = running.first();
    done = running.second();
  }

  static OpenAiRealtimeEngine engine(
      SandboxForTests sandbox, MediaLoops loops, Secret key, String overrides) {
    return new OpenAiRealtimeEngine(
        new OpenAiEndpoint(sandbox.sandbox().baseUrl(), key, true),
        OpenAiSettings.read(
            ConfigFactory.parseString(overrides).withFallback(SandboxForTests.CONFIG).resolve()),
        loops,
        RandomGenerator.of("L64X128MixRandom"));
  }

  static EngineBrief byMeaning() {
    return new EngineBrief(
        "prs_test", "You are Dana, a buyer.", "af_heart", 1.0, "en-US", List.of(), true);
  }

  static EngineBrief brief(EngineBrief.Spoken... spoken) {
    return new EngineBrief(
        "prs_test", "You are Dana, a buyer.", "af_heart", 1.0, "en-US", List.of(spoken), false);
  }

  void order(EngineOrder order) {
    orders.offer(order);
  }

  void speaks(int ms) {
    frames(ToneSpeech.tone(ms));
  }

  void silent(int ms) {
    frames(new byte[ms * 48]);
  }

  private void frames(byte[] pcm) {
    for (int from = 0; from < pcm.length; from += FRAME) {
      order(
          new EngineOrder.Hear(Arrays.copyOfRange(pcm, from, Math.min(from + FRAME, pcm.length))));
    }
  }

  /** As when a machine is short of processors: the engine hears, and nothing leaves the house. */
  void whileNoSocketMoves(Runnable work) {
    CountDownLatch over = new CountDownLatch(1);
    loops
        .group()
        .next()
        .execute(() -> {
          try {
            over.await(20, TimeUnit.SECONDS);
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
        });
    try {
      work.run();
      Awaitility.await().until(() -> orders.size() == 0);
    } finally {
      over.countDown();
    }
  }

  <T extends EngineSignal> T await(Class<T> kind) throws InterruptedException {
    return await(kind, _ -> true);
  }

  /** The next signal of a kind; those before it are kept in {@link #all}. */
  <T extends EngineSignal> T await(Class<T> kind, Predicate<T> which) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (System.nanoTime() < end) {
      EngineSignal signal = signals.poll(200, TimeUnit.MILLISECONDS);
      if (signal != null) {
        all.add(signal);
        if (kind.isInstance(signal) && which.test(kind.cast(signal))) {
          return kind.cast(signal);
        }
      }
    }
    throw new AssertionError("no " + kind.getSimpleName() + " after " + names());
  }

  List<String> names() {
    return all.stream()
        .map(signal -> signal instanceof EngineSignal.ReplyAudio ? "ReplyAudio" : signal.toString())
        .toList();
  }

  @Override
  public void close() {
    order(new EngineOrder.Close());
    loops.close();
  }
}
