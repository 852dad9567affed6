package com.quotahit.actors.voice.cascade;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.actors.providers.embedded.EmbeddedSpeech;
import com.quotahit.actors.providers.embedded.Recordings;
import com.quotahit.actors.providers.embedded.VoicePackForTests;
import com.quotahit.actors.providers.embedded.WordErrorRate;
import com.quotahit.core.models.ChatAnswer;
import com.quotahit.core.models.ChatRequest;
import com.quotahit.core.models.LanguageModelPort;
import com.quotahit.core.voice.EngineBrief;
import com.quotahit.core.voice.EngineOrder;
import com.quotahit.core.voice.EngineSignal;
import com.quotahit.core.voice.Pcm16;
import com.quotahit.core.voice.RecognizerPort.Effort;
import com.quotahit.core.voice.Resampler;
import com.typesafe.config.ConfigFactory;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.OverflowStrategy;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A recorded caller, the real models, and a reply that can be understood. */
@Tag("actor")
class ACallWithTheEmbeddedVoice {

  private static final String REPLY =
      "Send me the numbers, please. Then we can talk again on Thursday.";

  private final EmbeddedSpeech speech = VoicePackForTests.speech();
  private final LinkedBlockingQueue<EngineSignal> signals = new LinkedBlockingQueue<>();

  @Test
  void what_is_said_is_heard_and_the_answer_can_be_understood() throws Exception {
    ActorSystem system =
        ActorSystem.create("call", ConfigFactory.parseString("pekko.loglevel=WARNING"));
    try {
      var settings = new CascadeSettings("default", 200, Duration.ofSeconds(15), true, false);
      var parts =
          new CascadeEngine.Parts(
              speech.voiceActivity(),
              speech.recognizer(),
              speech.synthesizer(),
              speech.readySpeech(),
              new OneReply(),
              speech::usable);
      var brief =
          new EngineBrief("call", "You are a buyer.", "bm_george", 1.0, "en", List.of(), true);
      var orders =
          Source.<EngineOrder>queue(2_048, OverflowStrategy.fail())
              .via(new CascadeEngine(parts, settings).converse(brief))
              .toMat(Sink.foreach(signals::add), Keep.left())
              .run(system);
      await(EngineSignal.Listening.class);
      Recordings.Recording said =
          Recordings.all().stream()
              .filter(one -> one.name().contains("bf_emma"))
              .findFirst()
              .orElseThrow();
      byte[] pcm = Pcm16.toBytes(Resampler.resample(said.pcm16k(), 16_000, 24_000));
      byte[] withSilence = Arrays.copyOf(pcm, pcm.length + 48 * 1_500);
      for (int at = 0; at + 960 <= withSilence.length; at += 960) {
        orders.offer(new EngineOrder.Hear(Arrays.copyOfRange(withSilence, at, at + 960)));
      }
      String heard = await(EngineSignal.HeardFinal.class).text();
      assertThat(WordErrorRate.of(said.words(), heard).errors()).isLessThanOrEqualTo(1);
      await(EngineSignal.TurnEnded.class);
      orders.offer(new EngineOrder.Respond(""));
      assertThat(WordErrorRate.of(REPLY, understood()).errors()).isLessThanOrEqualTo(1);
    } finally {
      system.terminate();
    }
  }

  private String understood() throws Exception {
    var sound = new ByteArrayOutputStream();
    for (EngineSignal next = next(); !(next instanceof EngineSignal.ReplyDone); next = next()) {
      if (next instanceof EngineSignal.ReplyAudio(String _, byte[] piece)) {
        sound.writeBytes(piece);
      }
    }
    float[] pcm = Resampler.resample(Pcm16.toFloats(sound.toByteArray()), 24_000, 16_000);
    return speech
        .recognizer()
        .recognize(pcm, Effort.FINAL)
        .toCompletableFuture()
        .get(60, TimeUnit.SECONDS);
  }

  private <S extends EngineSignal> S await(Class<S> kind) throws InterruptedException {
    EngineSignal next = next();
    while (!kind.isInstance(next)) {
      next = next();
    }
    return kind.cast(next);
  }

  private EngineSignal next() throws InterruptedException {
    EngineSignal next = signals.poll(60, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("the engine fell silent");
    }
    return next;
  }

  private static final class OneReply implements LanguageModelPort {
    @Override
    public Flow.Publisher<String> stream(ChatRequest request) {
      var text = new SubmissionPublisher<String>();
      return subscriber -> {
        text.subscribe(subscriber);
        for (String word : REPLY.split("(?<= )")) {
          text.submit(word);
        }
        text.close();
      };
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
}
