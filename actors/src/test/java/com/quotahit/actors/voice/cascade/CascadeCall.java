package com.quotahit.actors.voice.cascade;

import com.quotahit.core.models.ChatAnswer;
import com.quotahit.core.models.ChatRequest;
import com.quotahit.core.models.LanguageModelPort;
import com.quotahit.core.voice.EngineBrief;
import com.quotahit.core.voice.EngineOrder;
import com.quotahit.core.voice.EngineSignal;
import com.quotahit.core.voice.Pcm16;
import com.quotahit.core.voice.ReadySpeechPort;
import com.quotahit.core.voice.RecognizerPort;
import com.quotahit.core.voice.SynthesizerPort;
import com.quotahit.core.voice.VoiceActivityPort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.OverflowStrategy;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.SourceQueueWithComplete;

/**
 * A call with the cascade where hearing, thinking and speaking are played by fakes: loud is speech,
 * the recogniser says what the test tells it, the model writes what the test hands out, and each
 * letter sounds for 50 ms.
 */
final class CascadeCall {

  private static final int MS_PER_LETTER = 50;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  final List<Writing> asked = new CopyOnWriteArrayList<>();
  final List<String> spoken = new CopyOnWriteArrayList<>();
  final List<String> voices = new CopyOnWriteArrayList<>();
  final Set<String> ready = ConcurrentHashMap.newKeySet();
  volatile Function<Integer, String> hears = _ -> "Can you hear me?";
  volatile boolean speaks = true;
  volatile int hearsAfterMs = 0;
  final List<Integer> drafts = new CopyOnWriteArrayList<>();

  private final LinkedBlockingQueue<EngineSignal> signals = new LinkedBlockingQueue<>();
  private final List<EngineSignal> seen = new ArrayList<>();
  private final SourceQueueWithComplete<EngineOrder> orders;
  final CompletionStage<?> ended;

  CascadeCall(ActorSystem system, CompletionStage<?> modelsReady, boolean speculates) {
    var settings = new CascadeSettings("default", 200, Duration.ofSeconds(5), speculates, true);
    var engine =
        new CascadeEngine(
            new CascadeEngine.Parts(
                LoudIsSpeech::new,
                this::recognize,
                this::speak,
                new Ready(),
                new Model(),
                () -> modelsReady),
            settings);
    var brief =
        new EngineBrief("call", "You are Rachel.", "af_heart", 1.0, "en", List.of(), true)
            .handingOverTo(new EngineBrief.Speaker("You are Victor.", "bm_george", 0.9));
    var run =
        Source.<EngineOrder>queue(1024, OverflowStrategy.fail())
            .via(engine.converse(brief))
            .toMat(Sink.foreach(signals::add), Keep.both())
            .run(system);
    this.orders = run.first();
    this.ended = run.second();
  }

  void order(EngineOrder order) {
    orders.offer(order);
  }

  void callerSpeaks(int ms) {
    sound(ms, 0.5f);
  }

  void callerIsSilent(int ms) {
    sound(ms, 0f);
  }

  private void sound(int ms, float level) {
    float[] frame = new float[480];
    java.util.Arrays.fill(frame, level);
    for (int at = 0; at < ms; at += 20) {
      orders.offer(new EngineOrder.Hear(Pcm16.toBytes(frame)));
    }
  }

  /** Waits for the next signal of this kind; what comes before it is kept in {@link #seen}. */
  <S extends EngineSignal> S await(Class<S> kind) {
    try {
      while (true) {
        EngineSignal next = signals.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (next == null) {
          throw new AssertionError("no " + kind.getSimpleName() + " after " + seen);
        }
        seen.add(next);
        if (kind.isInstance(next)) {
          return kind.cast(next);
        }
      }
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
  }

  List<EngineSignal> seen() {
    signals.drainTo(seen);
    return seen;
  }

  Writing lastAsked() {
    org.awaitility.Awaitility.await().atMost(PATIENCE).until(() -> !asked.isEmpty());
    return asked.getLast();
  }

  private CompletionStage<String> recognize(float[] pcm16k, RecognizerPort.Effort effort) {
    int ms = pcm16k.length / 16;
    if (effort == RecognizerPort.Effort.DRAFT) {
      drafts.add(ms);
    }
    return hearsAfterMs == 0
        ? CompletableFuture.completedFuture(hears.apply(ms))
        : CompletableFuture.supplyAsync(
            () -> hears.apply(ms),
            CompletableFuture.delayedExecutor(hearsAfterMs, TimeUnit.MILLISECONDS));
  }

  private Flow.Publisher<byte[]> speak(SynthesizerPort.Request request) {
    return subscriber ->
        subscriber.onSubscribe(
            new Flow.Subscription() {
              @Override
              public void request(long count) {
                if (speaks) {
                  spoken.add(request.text());
                  voices.add(request.voice());
                  subscriber.onNext(new byte[request.text().length() * MS_PER_LETTER * 48]);
                  subscriber.onComplete();
                }
              }

              @Override
              public void cancel() {}
            });
  }

  private final class Ready implements ReadySpeechPort {
    @Override
    public Optional<byte[]> ready(String text, String voice, double speed) {
      return ready.contains(text) ? Optional.of(new byte[4800]) : Optional.empty();
    }

    @Override
    public void prepare(Collection<String> texts, String voice, double speed) {}

    @Override
    public void prepareFirst(Collection<String> texts, String voice, double speed) {}
  }

  private static final class LoudIsSpeech implements VoiceActivityPort.Detector {
    @Override
    public float speechProbability(float[] pcm16k, int offset) {
      float sum = 0;
      for (int i = 0; i < FRAME_SAMPLES; i++) {
        sum += Math.abs(pcm16k[offset + i]);
      }
      return sum / FRAME_SAMPLES > 0.1f ? 1f : 0f;
    }

    @Override
    public void reset() {}

    @Override
    public void close() {}
  }

  private final class Model implements LanguageModelPort {
    @Override
    public Flow.Publisher<String> stream(ChatRequest request) {
      var writing = new Writing(request);
      asked.add(writing);
      return writing;
    }

    @Override
    public CompletionStage<ChatAnswer> complete(ChatRequest request) {
      return CompletableFuture.failedFuture(new UnsupportedOperationException());
    }

    @Override
    public boolean simulated() {
      return true;
    }
  }

  /** One request to the model, answered when the test says so. */
  static final class Writing implements Flow.Publisher<String>, Flow.Subscription {
    final ChatRequest request;
    volatile boolean cancelled;
    private final CompletableFuture<Flow.Subscriber<? super String>> subscriber =
        new CompletableFuture<>();

    Writing(ChatRequest request) {
      this.request = request;
    }

    void write(String text) {
      Flow.Subscriber<? super String> to = subscriber.orTimeout(10, TimeUnit.SECONDS).join();
      to.onNext(text);
      to.onComplete();
    }

    void begin(String text) {
      subscriber.orTimeout(10, TimeUnit.SECONDS).join().onNext(text);
    }

    void fail(Throwable failure) {
      subscriber.orTimeout(10, TimeUnit.SECONDS).join().onError(failure);
    }

    @Override
    public void subscribe(Flow.Subscriber<? super String> to) {
      to.onSubscribe(this);
      subscriber.complete(to);
    }

    @Override
    public void request(long count) {}

    @Override
    public void cancel() {
      cancelled = true;
    }
  }
}
