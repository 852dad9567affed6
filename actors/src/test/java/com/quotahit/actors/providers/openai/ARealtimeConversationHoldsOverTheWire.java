package com.quotahit.actors.providers.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.quotahit.actors.sandbox.openai.OpenAiSandbox;
import com.quotahit.actors.sandbox.openai.SandboxFaculties;
import com.quotahit.actors.sandbox.openai.SandboxFault;
import com.quotahit.actors.sandbox.openai.SandboxForTests;
import com.quotahit.actors.sandbox.openai.ToneSpeech;
import com.quotahit.core.models.ChatMessage;
import com.quotahit.core.shared.Secret;
import com.quotahit.core.voice.EngineBrief;
import com.quotahit.core.voice.EngineOrder;
import com.quotahit.core.voice.EngineSignal;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("actor")
class ARealtimeConversationHoldsOverTheWire {

  private static final String LONG =
      "Well, we looked at three of those last year. None of them survived the pilot, to be honest."
          + " What makes yours any different from the rest of them?";

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
  void a_turn_is_heard_answered_and_spoken() throws Exception {
    speech.hears("Hi Dana, do you have a minute?").answers("Barely. Who is this?");
    try (CallForTests call = call("")) {
      call.await(EngineSignal.Listening.class);
      call.silent(500);
      call.speaks(1000);
      call.silent(800);
      EngineSignal.SpeechStarted started = call.await(EngineSignal.SpeechStarted.class);
      assertThat(started.atMs()).isBetween(450L, 560L);
      EngineSignal.SpeechStopped stopped = call.await(EngineSignal.SpeechStopped.class);
      assertThat(stopped.atMs()).isBetween(1450L, 1560L);
      EngineSignal.TurnEnded ended = call.await(EngineSignal.TurnEnded.class);
      EngineSignal.HeardFinal words = call.await(EngineSignal.HeardFinal.class);
      assertThat(words.turn()).isEqualTo(ended.turn());
      assertThat(words.text()).isEqualTo("Hi Dana, do you have a minute?");
      assertThat(words.endMs()).isEqualTo(stopped.atMs());

      call.order(new EngineOrder.Respond(""));
      EngineSignal.ReplyStarted reply = call.await(EngineSignal.ReplyStarted.class);
      EngineSignal.ReplyDone done = call.await(EngineSignal.ReplyDone.class);
      assertThat(done.text()).isEqualTo("Barely. Who is this?");
      assertThat(soundMs(call, reply.reply()))
          .isEqualTo("Barely.Who is this?".length() * ToneSpeech.MS_PER_LETTER);
      assertThat(speech.asked().getLast())
          .containsExactly(
              new ChatMessage(ChatMessage.Role.SYSTEM, "You are Dana, a buyer."),
              new ChatMessage(ChatMessage.Role.USER, "Hi Dana, do you have a minute?"));
    }
  }

  @Test
  void the_engine_never_answers_unasked() throws Exception {
    try (CallForTests call = call("")) {
      call.speaks(600);
      call.silent(800);
      call.await(EngineSignal.HeardFinal.class);
      call.order(new EngineOrder.Respond("[open the call]"));
      call.await(EngineSignal.ReplyDone.class);
      assertThat(speech.asked()).hasSize(1);
      assertThat(speech.asked().getFirst().getLast())
          .isEqualTo(new ChatMessage(ChatMessage.Role.SYSTEM, "[open the call]"));
    }
  }

  @Test
  void typed_text_is_a_turn_that_is_answered() throws Exception {
    speech.answers("Send me a mail.");
    try (CallForTests call = call("")) {
      call.order(new EngineOrder.TakeText("trn_1", "Can I send you something?"));
      assertThat(call.await(EngineSignal.ReplyDone.class).text()).isEqualTo("Send me a mail.");
      assertThat(speech.asked().getLast().getLast().text()).isEqualTo("Can I send you something?");
    }
  }

  @Test
  void a_back_channel_does_not_stop_the_reply() throws Exception {
    speech.hears("Mm-hm.").answers(LONG);
    try (CallForTests call = call("")) {
      call.order(new EngineOrder.Respond(""));
      call.await(EngineSignal.ReplyAudio.class);
      call.speaks(300);
      call.silent(700);
      assertThat(call.await(EngineSignal.ReplyDone.class).text()).isEqualTo(LONG);
      call.await(EngineSignal.HeardFinal.class);
      assertThat(events("response.cancel")).isEmpty();
    }
  }

  @Test
  void after_a_barge_in_the_provider_remembers_only_what_was_heard() throws Exception {
    speech.hears("Hold on.").answers(LONG, "Fine, go ahead.");
    try (CallForTests call = call("")) {
      call.order(new EngineOrder.Respond(""));
      EngineSignal.ReplyStarted first = call.await(EngineSignal.ReplyStarted.class);
      while (soundMs(call, first.reply()) < 400) {
        call.await(EngineSignal.ReplyAudio.class);
      }
      call.order(new EngineOrder.Cancel(first.reply()));
      call.order(new EngineOrder.Truncate(first.reply(), 300));
      call.order(new EngineOrder.Respond(""));
      EngineSignal.ReplyStarted second = call.await(EngineSignal.ReplyStarted.class);
      int from = call.all.size();
      call.await(EngineSignal.ReplyDone.class, done -> done.reply().equals(second.reply()));
      assertThat(call.all.subList(from, call.all.size()))
          .noneMatch(signal ->
              signal instanceof EngineSignal.ReplyAudio audio
                  && audio.reply().equals(first.reply()));
      assertThat(events("conversation.item.truncate")).hasSize(1);
      String remembered = speech.asked().getLast().getLast().text();
      assertThat(LONG).startsWith(remembered);
      assertThat(remembered.length()).isBetween(15, 40);
      assertThat(call.all).noneMatch(EngineSignal.Trouble.class::isInstance);
    }
  }

  @Test
  void truncation_never_asks_for_more_than_was_sent() throws Exception {
    speech.answers("Short.");
    try (CallForTests call = call("")) {
      call.order(new EngineOrder.Respond(""));
      EngineSignal.ReplyDone done = call.await(EngineSignal.ReplyDone.class);
      call.order(new EngineOrder.Truncate(done.reply(), 999_999));
      call.order(new EngineOrder.Respond(""));
      call.await(EngineSignal.ReplyDone.class);
      assertThat(events("conversation.item.truncate").getFirst().body())
          .contains("\"audio_end_ms\":" + "Short.".length() * ToneSpeech.MS_PER_LETTER);
      assertThat(call.all).noneMatch(EngineSignal.Trouble.class::isInstance);
    }
  }

  @Test
  void what_was_said_before_a_resume_is_told_to_the_provider() throws Exception {
    EngineBrief brief =
        CallForTests.brief(
            new EngineBrief.Spoken(true, "I'm Ann from Acme."),
            new EngineBrief.Spoken(false, "What do you want, Ann?"));
    try (CallForTests call = new CallForTests(sandbox, OpenAiSandbox.KEY, "", brief)) {
      call.order(new EngineOrder.Respond(""));
      call.await(EngineSignal.ReplyDone.class);
      assertThat(speech.asked().getFirst())
          .extracting(ChatMessage::text)
          .containsExactly(
              "You are Dana, a buyer.", "I'm Ann from Acme.", "What do you want, Ann?");
    }
  }

  @Test
  void a_session_is_renewed_at_a_quiet_moment_and_nobody_notices() throws Exception {
    speech.hears("My name is Ann.", "What was my name?").answers("Hello Ann.", "Ann, you said.");
    try (CallForTests call = call("quotahit.openai.realtime.renew-after = 400ms")) {
      call.await(EngineSignal.Listening.class);
      turn(call, 600);
      call.order(new EngineOrder.Respond(""));
      call.await(EngineSignal.ReplyDone.class);
      await().atMost(Duration.ofSeconds(5)).until(() -> events("session.update").size() >= 2);
      await().atMost(Duration.ofSeconds(5)).until(() -> sandbox.sandbox().realtimeSessions() == 1);
      long before = spokenMs;
      call.speaks(600);
      call.silent(800);
      EngineSignal.SpeechStarted started = call.await(EngineSignal.SpeechStarted.class);
      assertThat(started.atMs()).isBetween(before - 60, before + 60);
      call.await(EngineSignal.HeardFinal.class);
      call.order(new EngineOrder.Respond(""));
      call.await(EngineSignal.ReplyDone.class, done -> done.text().equals("Ann, you said."));
      assertThat(speech.asked().getLast())
          .extracting(ChatMessage::text)
          .containsExactly(
              "You are Dana, a buyer.", "My name is Ann.", "Hello Ann.", "What was my name?");
      assertThat(call.all).noneMatch(EngineSignal.Trouble.class::isInstance);
    }
  }

  @Test
  void a_reply_cut_short_after_the_renewal_is_corrected_in_the_fresh_session() throws Exception {
    speech.answers(LONG, "As I said.");
    try (CallForTests call = call("quotahit.openai.realtime.renew-after = 300ms")) {
      call.order(new EngineOrder.Respond(""));
      EngineSignal.ReplyDone reply = call.await(EngineSignal.ReplyDone.class);
      await().atMost(Duration.ofSeconds(5)).until(() -> events("session.update").size() >= 2);
      await().atMost(Duration.ofSeconds(5)).until(() -> sandbox.sandbox().realtimeSessions() == 1);
      call.order(new EngineOrder.Truncate(reply.reply(), 300));
      call.order(new EngineOrder.Respond(""));
      call.await(EngineSignal.ReplyDone.class, done -> done.text().equals("As I said."));
      String remembered = speech.asked().getLast().getLast().text();
      assertThat(LONG).startsWith(remembered);
      assertThat(remembered.length()).isBetween(15, 40);
      assertThat(call.all).noneMatch(EngineSignal.Trouble.class::isInstance);
    }
  }

  @Test
  void a_caller_who_speaks_during_the_loss_is_heard_from_the_first_word() throws Exception {
    speech.hears("As I was saying.");
    try (CallForTests call = call("quotahit.openai.realtime.reconnect-wait = 50ms")) {
      call.await(EngineSignal.Listening.class);
      call.speaks(500);
      EngineSignal.SpeechStarted started = call.await(EngineSignal.SpeechStarted.class);
      sandbox.sandbox().cutRealtime();
      call.await(EngineSignal.Trouble.class);
      call.speaks(500);
      call.silent(800);
      EngineSignal.HeardFinal words = call.await(EngineSignal.HeardFinal.class);
      assertThat(words.startMs()).isBetween(started.atMs(), started.atMs() + 400);
      assertThat(words.endMs()).isBetween(900L, 1100L);
      assertThat(call.all).filteredOn(EngineSignal.SpeechStarted.class::isInstance).hasSize(1);
    }
  }

  @Test
  void a_lost_socket_is_sought_again_and_the_call_goes_on() throws Exception {
    speech.hears("My budget is ten thousand.").answers("Noted.", "Ten thousand.");
    try (CallForTests call = call("quotahit.openai.realtime.reconnect-wait = 50ms")) {
      call.await(EngineSignal.Listening.class);
      turn(call, 600);
      call.order(new EngineOrder.Respond(""));
      call.await(EngineSignal.ReplyDone.class);
      sandbox.sandbox().faults().next(new SandboxFault.ServerError(503));
      sandbox.sandbox().cutRealtime();
      assertThat(call.await(EngineSignal.Trouble.class).code()).isEqualTo("engine.reconnecting");
      call.await(EngineSignal.Listening.class);
      call.order(new EngineOrder.Respond(""));
      assertThat(call.await(EngineSignal.ReplyDone.class).text()).isEqualTo("Ten thousand.");
      assertThat(speech.asked().getLast())
          .extracting(ChatMessage::text)
          .containsExactly("You are Dana, a buyer.", "My budget is ten thousand.", "Noted.");
    }
  }

  @Test
  void words_spoken_while_the_socket_was_lost_are_heard_afterwards() throws Exception {
    speech.hears("Are you still there?");
    try (CallForTests call = call("quotahit.openai.realtime.reconnect-wait = 300ms")) {
      call.await(EngineSignal.Listening.class);
      sandbox.sandbox().cutRealtime();
      call.await(EngineSignal.Trouble.class);
      call.speaks(700);
      call.silent(800);
      assertThat(call.await(EngineSignal.HeardFinal.class).text())
          .isEqualTo("Are you still there?");
    }
  }

  @Test
  void what_is_said_while_the_socket_moves_nothing_for_seconds_is_heard_in_its_place()
      throws Exception {
    speech.hears("I am still here.");
    try (CallForTests call = call("")) {
      call.await(EngineSignal.Listening.class);
      call.whileNoSocketMoves(() -> {
        call.silent(6_000);
        call.speaks(700);
        call.silent(800);
      });
      EngineSignal.HeardFinal words = call.await(EngineSignal.HeardFinal.class);
      assertThat(words.text()).isEqualTo("I am still here.");
      assertThat(words.startMs()).isBetween(5_900L, 6_100L);
      assertThat(words.endMs()).isBetween(6_600L, 6_800L);
      assertThat(call.all).noneMatch(EngineSignal.Trouble.class::isInstance);
    }
  }

  @Test
  void what_could_not_be_sent_for_longer_than_it_is_kept_is_said_to_be_lost_once()
      throws Exception {
    speech.hears("Are you still there?").hears("Here I am again.");
    try (CallForTests call = call("quotahit.openai.realtime.hold-audio = 5s")) {
      call.await(EngineSignal.Listening.class);
      call.whileNoSocketMoves(() -> {
        call.speaks(700);
        call.silent(19_300);
      });
      call.speaks(700);
      call.silent(800);
      assertThat(call.await(EngineSignal.HeardFinal.class).startMs()).isBetween(0L, 100L);
      EngineSignal.HeardFinal words = call.await(EngineSignal.HeardFinal.class);
      assertThat(words.text()).isEqualTo("Here I am again.");
      assertThat(words.startMs()).isBetween(19_900L, 20_100L);
      assertThat(call.all.stream().filter(EngineSignal.Trouble.class::isInstance))
          .containsExactly(RealtimeTrouble.SOUND_LOST);
    }
  }

  @Test
  void a_provider_that_is_gone_for_good_ends_the_engine() throws Exception {
    try (CallForTests call =
        call("quotahit.openai.realtime { reconnects-max = 2, reconnect-wait = 20ms }")) {
      call.await(EngineSignal.Listening.class);
      SandboxFault down = new SandboxFault.ServerError(500);
      sandbox.sandbox().faults().next(down, down, down, down, down);
      sandbox.sandbox().cutRealtime();
      EngineSignal.Trouble last =
          call.await(EngineSignal.Trouble.class, EngineSignal.Trouble::fatal);
      assertThat(last.code()).isEqualTo("engine.unreachable");
      call.done.toCompletableFuture().get(5, TimeUnit.SECONDS);
    }
  }

  @Test
  void a_rejected_key_is_said_at_once_and_not_tried_again() throws Exception {
    try (CallForTests call =
        new CallForTests(sandbox, new Secret("sk-wrong"), "", CallForTests.brief())) {
      EngineSignal.Trouble trouble = call.await(EngineSignal.Trouble.class);
      assertThat(trouble.code()).isEqualTo("engine.key-rejected");
      assertThat(trouble.fatal()).isTrue();
      call.done.toCompletableFuture().get(5, TimeUnit.SECONDS);
    }
  }

  @Test
  void each_error_event_has_its_stable_code() throws Exception {
    try (CallForTests call = call("")) {
      call.await(EngineSignal.Listening.class);
      sandbox.sandbox().failRealtime("response_cancel_not_active");
      sandbox.sandbox().failRealtime("rate_limit_exceeded");
      assertThat(call.await(EngineSignal.Trouble.class).code()).isEqualTo("engine.rate-limited");
      sandbox.sandbox().failRealtime("server_error");
      assertThat(call.await(EngineSignal.Trouble.class).code()).isEqualTo("engine.provider-error");
      sandbox.sandbox().failRealtime("insufficient_quota");
      assertThat(call.await(EngineSignal.Trouble.class).fatal()).isTrue();
    }
  }

  @Test
  void a_stand_in_without_speech_models_says_so_once_and_goes_on() throws Exception {
    try (SandboxForTests mute =
            new SandboxForTests(SandboxFaculties.textOnly(SandboxForTests.saying("Hello.")));
        CallForTests call = new CallForTests(mute, OpenAiSandbox.KEY, "", CallForTests.brief())) {
      call.await(EngineSignal.Listening.class);
      call.speaks(1000);
      call.await(EngineSignal.Trouble.class);
      call.order(new EngineOrder.Respond(""));
      call.await(EngineSignal.ReplyDone.class);
      assertThat(call.all).filteredOn(EngineSignal.Trouble.class::isInstance).hasSizeLessThan(4);
    }
  }

  @Test
  void closing_leaves_no_session_behind() throws Exception {
    try (CallForTests call = call("")) {
      call.await(EngineSignal.Listening.class);
      call.order(new EngineOrder.Close());
      call.done.toCompletableFuture().get(5, TimeUnit.SECONDS);
      await().atMost(Duration.ofSeconds(5)).until(() -> sandbox.sandbox().realtimeSessions() == 0);
    }
  }

  private long spokenMs;

  private void turn(CallForTests call, int ms) throws InterruptedException {
    call.speaks(ms);
    call.silent(800);
    spokenMs += ms + 800;
    call.await(EngineSignal.HeardFinal.class);
  }

  private CallForTests call(String overrides) {
    return new CallForTests(sandbox, OpenAiSandbox.KEY, overrides, CallForTests.brief());
  }

  private List<OpenAiSandbox.Seen> events(String type) {
    return seen.stream()
        .filter(event -> event.body().startsWith("{\"type\":\"" + type + "\""))
        .toList();
  }

  private static int soundMs(CallForTests call, String reply) {
    return call.all.stream()
            .filter(EngineSignal.ReplyAudio.class::isInstance)
            .map(EngineSignal.ReplyAudio.class::cast)
            .filter(audio -> audio.reply().equals(reply))
            .mapToInt(audio -> audio.pcm().length)
            .sum()
        / 48;
  }
}
