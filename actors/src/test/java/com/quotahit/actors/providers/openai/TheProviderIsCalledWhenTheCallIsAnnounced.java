package com.quotahit.actors.providers.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.quotahit.actors.sandbox.openai.OpenAiSandbox;
import com.quotahit.actors.sandbox.openai.SandboxForTests;
import com.quotahit.actors.sandbox.openai.ToneSpeech;
import com.quotahit.actors.voice.MediaLoops;
import com.quotahit.core.voice.EngineOrder;
import com.quotahit.core.voice.EngineSignal;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("actor")
class TheProviderIsCalledWhenTheCallIsAnnounced {

  private final ToneSpeech speech = new ToneSpeech();
  private final SandboxForTests sandbox = new SandboxForTests(speech.faculties());
  private final MediaLoops loops = new MediaLoops(2);

  @AfterEach
  void stop() {
    loops.close();
    sandbox.close();
  }

  @Test
  void the_call_takes_the_session_that_waits_for_it() throws Exception {
    speech.hears("Hello?").answers("Keller speaking.");
    OpenAiRealtimeEngine engine = engine("");
    engine.announced();
    awaitSessions(1);
    try (CallForTests call = call(engine)) {
      call.await(EngineSignal.Listening.class);
      assertThat(sessions()).as("no second one was opened").isEqualTo(1);
      call.speaks(600);
      call.silent(800);
      assertThat(call.await(EngineSignal.HeardFinal.class).text()).isEqualTo("Hello?");
      call.order(new EngineOrder.Respond(""));
      assertThat(call.await(EngineSignal.ReplyDone.class).text()).isEqualTo("Keller speaking.");
      assertThat(call.all).noneMatch(EngineSignal.Trouble.class::isInstance);
    }
  }

  @Test
  void a_session_that_nobody_takes_is_closed() {
    OpenAiRealtimeEngine engine = engine("quotahit.openai.realtime.announced-for = 300ms");
    engine.announced();
    awaitSessions(1);
    awaitSessions(0);
  }

  @Test
  void announcements_without_calls_do_not_pile_up() {
    OpenAiRealtimeEngine engine = engine("quotahit.openai.realtime.announced-max = 2");
    for (int i = 0; i < 6; i++) {
      engine.announced();
    }
    awaitSessions(2);
    await()
        .during(Duration.ofMillis(300))
        .atMost(Duration.ofSeconds(2))
        .until(() -> sessions() == 2);
  }

  @Test
  void a_session_that_broke_while_it_waited_is_not_used() throws Exception {
    OpenAiRealtimeEngine engine = engine("");
    engine.announced();
    awaitSessions(1);
    sandbox.sandbox().cutRealtime();
    awaitSessions(0);
    try (CallForTests call = call(engine)) {
      call.await(EngineSignal.Listening.class);
      call.order(new EngineOrder.Respond(""));
      call.await(EngineSignal.ReplyDone.class);
    }
  }

  @Test
  void a_call_that_was_not_announced_opens_its_own() throws Exception {
    try (CallForTests call = call(engine("quotahit.openai.realtime.announced-max = 0"))) {
      call.await(EngineSignal.Listening.class);
      assertThat(sessions()).isEqualTo(1);
    }
  }

  private OpenAiRealtimeEngine engine(String overrides) {
    return CallForTests.engine(sandbox, loops, OpenAiSandbox.KEY, overrides);
  }

  private CallForTests call(OpenAiRealtimeEngine engine) {
    return new CallForTests(sandbox, loops, engine, CallForTests.brief());
  }

  private int sessions() {
    return sandbox.sandbox().realtimeSessions();
  }

  private void awaitSessions(int count) {
    await().atMost(Duration.ofSeconds(5)).until(() -> sessions() == count);
  }
}
