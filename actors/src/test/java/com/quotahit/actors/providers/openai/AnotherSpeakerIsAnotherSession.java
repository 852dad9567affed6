package com.quotahit.actors.providers.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.quotahit.actors.sandbox.openai.OpenAiSandbox;
import com.quotahit.actors.sandbox.openai.SandboxForTests;
import com.quotahit.actors.sandbox.openai.ToneSpeech;
import com.quotahit.core.models.ChatMessage;
import com.quotahit.core.voice.EngineBrief;
import com.quotahit.core.voice.EngineOrder;
import com.quotahit.core.voice.EngineSignal;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("actor")
class AnotherSpeakerIsAnotherSession {

  private final ToneSpeech speech = new ToneSpeech();
  private final SandboxForTests sandbox = new SandboxForTests(speech.faculties());
  private final Queue<OpenAiSandbox.Seen> seen = new ConcurrentLinkedQueue<>();

  {
    sandbox.sandbox().observe(seen::add);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void who_takes_the_call_over_has_their_own_voice_and_knows_what_was_said() throws Exception {
    speech.hears("Ann from Acme.").answers("I'll put you through.", "Grant.");
    EngineBrief gate =
        new EngineBrief("prs_1", "You are Marta.", "af_heart", 1, "en", List.of(), false)
            .handingOverTo(new EngineBrief.Speaker("You are Oliver.", "bm_george", 0.96));
    try (CallForTests call = new CallForTests(sandbox, OpenAiSandbox.KEY, "", gate)) {
      call.await(EngineSignal.Listening.class);
      call.speaks(600);
      call.silent(800);
      call.await(EngineSignal.HeardFinal.class);
      call.order(new EngineOrder.Respond(""));
      call.await(EngineSignal.ReplyDone.class);
      call.order(new EngineOrder.HandOver());
      call.order(new EngineOrder.Respond("[pick up]"));
      assertThat(call.await(EngineSignal.ReplyDone.class, done -> done.text().equals("Grant.")))
          .isNotNull();
      assertThat(speech.asked().getLast())
          .extracting(ChatMessage::text)
          .containsExactly(
              "You are Oliver.", "Ann from Acme.", "I'll put you through.", "[pick up]");
      List<String> sessions =
          seen.stream()
              .map(OpenAiSandbox.Seen::body)
              .filter(body -> body.contains("session.update"))
              .toList();
      assertThat(sessions).hasSize(2);
      assertThat(sessions.getFirst()).contains("\"voice\":\"marin\"");
      assertThat(sessions.getLast()).contains("\"voice\":\"ballad\"");
      await().atMost(Duration.ofSeconds(5)).until(() -> sandbox.sandbox().realtimeSessions() == 1);
      assertThat(call.all).noneMatch(EngineSignal.Trouble.class::isInstance);
    }
  }
}
