package com.quotahit.http.practice;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.actors.practice.CallEngines;
import com.quotahit.actors.practice.CallEngines.Opening;
import com.quotahit.actors.practice.CallEngines.Prospect;
import com.quotahit.actors.practice.CallEngines.Wanted;
import com.quotahit.actors.voice.MediaLoops;
import com.quotahit.core.models.CatalogModel;
import com.quotahit.core.models.LanguageModelsPort.Caller.Admission;
import com.quotahit.core.models.ModelListPort;
import com.quotahit.core.models.Provider;
import com.quotahit.core.practice.EngineChoice;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.http.models.ModelsUnderTest;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many servers speak OpenAI's protocol and have no speech. */
@Tag("route")
class AServerWithoutSpeechThinksForTheBuyerTest {

  private static final WorkspaceId SPACE = new WorkspaceId("wsp_" + "0".repeat(23) + "901");
  private static final UserId LEARNER = new UserId("usr_" + "0".repeat(23) + "901");

  private final AtomicInteger asked = new AtomicInteger();
  private final MediaLoops loops = new MediaLoops(1);
  private HttpServer server;
  private ModelsUnderTest world;
  private CallEngines engines;

  private void serverThatAnswers(int status) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/realtime",
        exchange -> {
          asked.incrementAndGet();
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    world =
        new ModelsUnderTest(
            "quotahit.models.providers.openai.base-url=\"http://127.0.0.1:%d/v1\""
                .formatted(server.getAddress().getPort()),
            "quotahit.models.providers.openai.api-key=sk-of-a-server-of-ones-own");
    engines = EnginesUnderTest.orEmbedded(world, loops);
  }

  @AfterEach
  void close() {
    loops.close();
    world.close();
    server.stop(0);
  }

  @Test
  void whoever_asks_for_no_engine_in_particular_is_heard_here_and_the_server_is_asked_once()
      throws IOException {
    serverThatAnswers(404);
    for (int call = 1; call <= 2; call++) {
      Opening.Opened opened = opened(EngineChoice.AUTO);
      assertThat(opened.engine().name()).isEqualTo("cascade");
      assertThat(opened.hearing()).isEqualTo(CallEngines.Hearing.NODE);
      assertThat(opened.engine().simulated()).as("thought by that server").isFalse();
    }
    Prospect.Possible next = (Prospect.Possible) ModelsUnderTest.await(engines.prospect(wanted()));
    next.announce().run();
    assertThat(next.meant()).isEqualTo(EngineChoice.CASCADE);
    assertThat(asked).hasValue(1);
    assertThat(opened(EngineChoice.SPEECH_TO_SPEECH).engine().name())
        .as("whoever asks for it gets nothing else")
        .isEqualTo("openai-realtime");
  }

  @Test
  void what_may_be_otherwise_a_moment_later_changes_no_engine() throws IOException {
    serverThatAnswers(503);
    assertThat(opened(EngineChoice.AUTO).engine().name()).isEqualTo("openai-realtime");
  }

  @Test
  void what_a_server_does_not_list_is_asked_where_the_operator_named_it_and_else_is_not_missed()
      throws IOException {
    serverThatAnswers(404);
    server.createContext(
        "/v1/models",
        exchange -> {
          byte[] list =
              "{\"object\":\"list\",\"data\":[{\"id\":\"llama\",\"object\":\"model\",\"created\":1,\"owned_by\":\"us\"}]}"
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, list.length);
          exchange.getResponseBody().write(list);
          exchange.close();
        });
    Awaitility.await()
        .until(() -> {
          ModelsUnderTest.await(world.catalogue.refresh());
          return world.catalogue.find("openai/llama").isPresent();
        });
    assertThat(world.catalogue.find("openai/gpt-6-luna").orElseThrow().state())
        .as("named by the operator's settings")
        .isEqualTo(CatalogModel.State.ACTIVE);
    assertThat(world.catalogue.find("openai/gpt-4.1").orElseThrow().state())
        .as("neither listed nor named")
        .isEqualTo(CatalogModel.State.UNAVAILABLE);
    assertThat(opened(EngineChoice.AUTO).engine().name()).isEqualTo("cascade");
    world.catalogueTable.listed(
        Provider.OPENAI, List.of(new ModelListPort.Listed("gpt-6-luna", Optional.empty())));
    ModelsUnderTest.await(world.catalogue.read());
    assertThat(opened(EngineChoice.AUTO).engine().name())
        .as("the model that speaks is gone")
        .isEqualTo("cascade");
  }

  private Opening.Opened opened(EngineChoice engine) {
    return (Opening.Opened) ModelsUnderTest.await(engines.open(wanted(engine)));
  }

  private static Wanted wanted() {
    return wanted(EngineChoice.AUTO);
  }

  private static Wanted wanted(EngineChoice engine) {
    return new Wanted(SPACE, LEARNER, engine, Duration.ofMinutes(10), Admission.NEW);
  }
}
