package com.quotahit.actors.voice.cascade;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.actors.voice.cascade.CascadeCall.Writing;
import com.quotahit.core.models.ChatMessage;
import com.quotahit.core.models.ModelFailure;
import com.quotahit.core.voice.EngineOrder;
import com.quotahit.core.voice.EngineSignal;
import com.quotahit.core.voice.SpeechUnavailable;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.ActorSystem;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("actor")
class TheCascadeHoldsAConversation {

  private static final ActorSystem SYSTEM =
      ActorSystem.create("cascade", ConfigFactory.parseString("pekko.loglevel=WARNING"));

  @AfterAll
  static void stop() {
    SYSTEM.terminate();
  }

  private final CascadeCall call = call(true);

  @Test
  void a_turn_is_heard_and_answered() {
    call.callerSpeaks(1_200);
    call.callerIsSilent(1_000);
    var over = call.await(EngineSignal.TurnEnded.class);
    assertThat(kinds())
        .containsSubsequence(
            "Listening",
            "SpeechStarted",
            "HeardPartial",
            "SpeechStopped",
            "HeardFinal",
            "TurnEnded");
    assertThat(over.endMs()).isBetween(1_150L, 1_300L);
    call.order(new EngineOrder.Respond(""));
    call.lastAsked().write("Yes, I can. Who is this?");
    assertThat(call.await(EngineSignal.ReplyDone.class).text())
        .isEqualTo("Yes, I can. Who is this?");
    assertThat(kinds())
        .containsSubsequence("ReplyStarted", "ReplyText", "ReplyAudio", "TurnTiming", "ReplyDone");
    assertThat(call.spoken).containsExactly("Yes,", "I can.", "Who is this?");
  }

  @Test
  void a_reply_begun_in_the_pause_is_not_heard_before_it_is_asked_for() {
    call.callerSpeaks(800);
    call.callerIsSilent(1_000);
    call.await(EngineSignal.TurnEnded.class);
    Writing suspicion = call.lastAsked();
    suspicion.write("Sure. Go ahead.");
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> call.spoken.contains("Sure."));
    assertThat(kinds()).doesNotContain("ReplyStarted", "ReplyText", "ReplyAudio");
    call.order(new EngineOrder.Respond(""));
    assertThat(call.await(EngineSignal.ReplyDone.class).text()).isEqualTo("Sure. Go ahead.");
    assertThat(call.asked).hasSize(1);
  }

  @Test
  void the_first_words_are_shown_while_the_first_words_are_spoken() {
    call.callerSpeaks(300);
    assertThat(call.await(EngineSignal.HeardPartial.class).text()).isEqualTo("Can you hear me?");
  }

  @Test
  void where_the_first_moment_said_nothing_a_little_more_is_heard_soon() {
    call.hears = ms -> ms < 500 ? "" : "Hello";
    call.callerSpeaks(520);
    assertThat(call.await(EngineSignal.HeardPartial.class).text()).isEqualTo("Hello");
    assertThat(call.drafts).hasSize(2);
  }

  @Test
  void a_recogniser_that_is_slow_is_asked_less_often() {
    call.hearsAfterMs = 400;
    call.callerSpeaks(300);
    call.await(EngineSignal.HeardPartial.class);
    call.callerSpeaks(800);
    call.callerSpeaks(60);
    assertThat(call.drafts).hasSize(1);
    call.callerSpeaks(600);
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> call.drafts.size() == 2);
  }

  @Test
  void who_takes_the_call_over_speaks_with_their_own_voice_and_knows_what_was_said() {
    call.order(new EngineOrder.Respond("[open]"));
    call.lastAsked().write("One moment, I'll put you through.");
    call.await(EngineSignal.ReplyDone.class);
    assertThat(call.voices).containsOnly("af_heart");
    call.voices.clear();
    call.order(new EngineOrder.HandOver());
    call.order(new EngineOrder.Respond("[pick up]"));
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> call.asked.size() == 2);
    call.lastAsked().write("Grant speaking.");
    call.await(EngineSignal.ReplyDone.class);
    assertThat(call.voices).containsOnly("bm_george");
    assertThat(call.lastAsked().request.messages())
        .extracting(ChatMessage::text)
        .containsExactly("You are Victor.", "One moment, I'll put you through.", "[pick up]");
  }

  @Test
  void a_caller_who_goes_on_is_answered_for_all_that_was_said() {
    call.hears = ms -> ms < 1_500 ? "We help sales teams." : "We help sales teams win more deals.";
    call.callerSpeaks(900);
    call.callerIsSilent(220);
    Writing early = call.lastAsked();
    call.callerSpeaks(900);
    call.callerIsSilent(1_000);
    var words = call.await(EngineSignal.HeardFinal.class);
    assertThat(words.text()).isEqualTo("We help sales teams win more deals.");
    assertThat(early.cancelled).isTrue();
    assertThat(call.lastAsked().request.messages().getLast())
        .isEqualTo(new ChatMessage(ChatMessage.Role.USER, "We help sales teams win more deals."));
  }

  @Test
  void a_sentence_that_hangs_is_waited_for() {
    call.hears = _ -> "I wanted to ask you because";
    call.callerSpeaks(900);
    call.callerIsSilent(1_000);
    call.await(EngineSignal.SpeechStopped.class);
    assertThat(kinds()).doesNotContain("TurnEnded");
    call.callerIsSilent(700);
    call.await(EngineSignal.TurnEnded.class);
  }

  @Test
  void a_cough_is_no_turn() {
    call.hears = _ -> "";
    call.callerSpeaks(200);
    call.callerIsSilent(4_000);
    call.await(EngineSignal.SpeechStopped.class);
    call.hears = _ -> "Hello there.";
    call.callerSpeaks(800);
    call.callerIsSilent(1_000);
    assertThat(call.await(EngineSignal.HeardFinal.class).text()).isEqualTo("Hello there.");
    assertThat(kinds().stream().filter("SpeechStarted"::equals)).hasSize(2);
  }

  @Test
  void only_what_was_heard_of_a_reply_is_remembered() {
    call.order(new EngineOrder.TakeText("t1", "Tell me about your team."));
    call.lastAsked().write("We are twelve people. Most of them are new here.");
    String reply = call.await(EngineSignal.ReplyDone.class).reply();
    // 21 letters at 50 ms are the first sentence; then "Most" of the second.
    call.order(new EngineOrder.Truncate(reply, 21 * 50 + 6 * 50));
    call.order(new EngineOrder.TakeText("t2", "Sorry, go on."));
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> call.asked.size() == 2);
    assertThat(call.lastAsked().request.messages())
        .containsExactly(
            new ChatMessage(ChatMessage.Role.SYSTEM, "You are Rachel."),
            new ChatMessage(ChatMessage.Role.USER, "Tell me about your team."),
            new ChatMessage(ChatMessage.Role.ASSISTANT, "We are twelve people. Most"),
            new ChatMessage(ChatMessage.Role.USER, "Sorry, go on."));
  }

  @Test
  void a_cancelled_reply_falls_silent_at_once() {
    call.order(new EngineOrder.TakeText("t1", "Tell me about your team."));
    Writing writing = call.lastAsked();
    writing.begin("We are twelve people. ");
    String reply = call.await(EngineSignal.ReplyAudio.class).reply();
    call.order(new EngineOrder.Cancel(reply));
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> writing.cancelled);
    writing.begin("Nobody may hear this. ");
    call.order(new EngineOrder.Close());
    call.ended.toCompletableFuture().orTimeout(10, java.util.concurrent.TimeUnit.SECONDS).join();
    assertThat(call.spoken).containsExactly("We are twelve people.");
    assertThat(kinds()).doesNotContain("ReplyDone");
  }

  @Test
  void a_stage_direction_is_for_one_answer_only() {
    call.order(new EngineOrder.Respond("[open the call]"));
    call.lastAsked().write("Hello?");
    call.await(EngineSignal.ReplyDone.class);
    assertThat(call.lastAsked().request.messages().getLast())
        .isEqualTo(new ChatMessage(ChatMessage.Role.SYSTEM, "[open the call]"));
    call.order(new EngineOrder.TakeText("t1", "Hi."));
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> call.asked.size() == 2);
    assertThat(call.lastAsked().request.messages().stream().map(ChatMessage::text))
        .containsExactly("You are Rachel.", "Hello?", "Hi.");
  }

  @Test
  void a_slow_first_clause_is_led_in_by_an_opener_that_is_there() {
    call.ready.addAll(List.of("Hmm.", "Well…", "So…", "Okay.", "Right."));
    call.speaks = false;
    call.callerSpeaks(800);
    call.callerIsSilent(1_000);
    call.await(EngineSignal.TurnEnded.class);
    call.order(new EngineOrder.Respond(""));
    call.lastAsked().begin("Twelve people work here, ");
    assertThat(call.await(EngineSignal.ReplyText.class).delta()).isIn("Hmm. ", "Well… ", "So… ");
    call.await(EngineSignal.ReplyAudio.class);
  }

  @Test
  void a_model_that_fails_is_told_and_the_call_goes_on() {
    call.order(new EngineOrder.TakeText("t1", "Hello?"));
    call.lastAsked().fail(new ModelFailure(ModelFailure.Kind.QUOTA, "used up"));
    assertThat(call.await(EngineSignal.Trouble.class))
        .satisfies(trouble -> {
          assertThat(trouble.code()).isEqualTo("engine.model-quota");
          assertThat(trouble.fatal()).isFalse();
        });
    call.await(EngineSignal.ReplyDone.class);
    call.order(new EngineOrder.TakeText("t2", "Still there?"));
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> call.asked.size() == 2);
  }

  @Test
  void what_is_said_while_the_models_load_is_not_lost() {
    var loaded = new CompletableFuture<String>();
    var early = new CascadeCall(SYSTEM, loaded, true);
    early.callerSpeaks(800);
    early.callerIsSilent(1_000);
    loaded.complete("ready");
    assertThat(early.await(EngineSignal.HeardFinal.class).text()).isEqualTo("Can you hear me?");
  }

  @Test
  void without_speech_the_engine_says_so_and_ends() {
    var broken =
        new CascadeCall(
            SYSTEM,
            CompletableFuture.failedFuture(
                new SpeechUnavailable(SpeechUnavailable.Reason.PACK_MISSING, "no pack")),
            true);
    assertThat(broken.await(EngineSignal.Trouble.class).fatal()).isTrue();
    broken.ended.toCompletableFuture().orTimeout(10, java.util.concurrent.TimeUnit.SECONDS).join();
  }

  private static CascadeCall call(boolean speculates) {
    return new CascadeCall(SYSTEM, CompletableFuture.completedFuture("ready"), speculates);
  }

  private List<String> kinds() {
    return call.seen().stream().map(signal -> signal.getClass().getSimpleName()).toList();
  }
}
