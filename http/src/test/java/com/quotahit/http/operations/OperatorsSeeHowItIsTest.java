package com.quotahit.http.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.engine.BlockingLimit;
import com.quotahit.core.outbox.StuckEffectsPort;
import com.quotahit.core.shared.DeadLettersPort;
import com.typesafe.config.ConfigFactory;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("route")
class OperatorsSeeHowItIsTest {

  private final AtomicBoolean database = new AtomicBoolean(true);
  private final AtomicInteger drained = new AtomicInteger();
  private final PrometheusMeterRegistry metrics =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final HttpClient client = HttpClient.newHttpClient();
  private ActorTestKit kit;
  private ServerBinding binding;
  private Readiness readiness;

  @BeforeEach
  void open() {
    Metrics.bindProcess(metrics);
    kit =
        ActorTestKit.create(
            ConfigFactory.parseString("pekko.actor.provider=local")
                .withFallback(ConfigFactory.load()));
    readiness =
        new Readiness(
            List.of(
                new Readiness.Check(
                    "database",
                    () ->
                        database.get()
                            ? CompletableFuture.completedFuture(true)
                            : new CompletableFuture<>())),
            Duration.ofMillis(200));
    binding =
        new Management(
                new Management.Parts(
                    kit.system(),
                    new ManagementSettings("127.0.0.1", 0, Duration.ofSeconds(1), Duration.ZERO),
                    readiness,
                    () ->
                        List.of(
                            new Management.Member("127.0.0.1:7355", "up", List.of("voice", "web"))),
                    drained::incrementAndGet,
                    new Repair(
                        new Letters(),
                        new Effects(),
                        new Blocking(BlockingLimit.from(kit.system().settings().config()))),
                    metrics))
            .open()
            .toCompletableFuture()
            .orTimeout(10, TimeUnit.SECONDS)
            .join();
  }

  @AfterEach
  void close() {
    kit.shutdownTestKit();
    metrics.close();
  }

  private HttpResponse<String> ask(String method, String path) {
    try {
      return client.send(
          HttpRequest.newBuilder(
                  URI.create("http://127.0.0.1:" + binding.localAddress().getPort() + path))
              .method(method, HttpRequest.BodyPublishers.noBody())
              .timeout(Duration.ofSeconds(10))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_node_is_ready_once_everything_is_started_and_works() {
    assertThat(ask("GET", "/health/ready").statusCode()).isEqualTo(503);
    readiness.started();
    assertThat(ask("GET", "/health/ready").statusCode()).isEqualTo(200);
  }

  @Test
  void a_database_that_hangs_makes_it_unready_but_not_dead() {
    readiness.started();
    database.set(false);
    HttpResponse<String> ready = ask("GET", "/health/ready");
    assertThat(ready.statusCode()).isEqualTo(503);
    assertThat(ready.body()).contains("\"database\":false");
    assertThat(ask("GET", "/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void draining_says_not_ready_first_and_for_good() {
    readiness.started();
    assertThat(ask("GET", "/cluster/drain").statusCode()).isEqualTo(405);
    assertThat(ask("POST", "/cluster/drain").statusCode()).isEqualTo(202);
    assertThat(drained).hasValue(1);
    assertThat(ask("GET", "/health/ready").statusCode()).isEqualTo(503);
    assertThat(ask("GET", "/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void what_a_web_page_sends_is_refused() throws Exception {
    HttpResponse<String> drain =
        client.send(
            HttpRequest.newBuilder(
                    URI.create(
                        "http://127.0.0.1:" + binding.localAddress().getPort() + "/cluster/drain"))
                .header("Origin", "https://evil.example")
                .POST(HttpRequest.BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(10))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(drain.statusCode()).isEqualTo(403);
    assertThat(drained).hasValue(0);
  }

  @Test
  void parked_facts_are_listed_and_taken_in_by_their_names() {
    assertThat(ask("GET", "/dead-letters").body())
        .contains("\"reader\":\"workspace-members\"", "\"revision\":7");
    HttpResponse<String> done =
        ask("POST", "/dead-letters/replay?reader=workspace-members&entity=workspace%7Cwsp_1.wsp_1");
    assertThat(done.statusCode()).isEqualTo(200);
    assertThat(done.body()).isEqualTo("{\"done\":1,\"left\":0}");
    assertThat(ask("POST", "/dead-letters/replay?reader=other&entity=a%7Cb").statusCode())
        .as("still does not fit")
        .isEqualTo(409);
    assertThat(ask("POST", "/dead-letters/replay?reader=workspace-members").statusCode())
        .isEqualTo(400);
    assertThat(ask("GET", "/dead-letters/replay").statusCode()).isEqualTo(405);
  }

  @Test
  void a_failed_effect_is_planned_anew_and_no_other() {
    assertThat(ask("GET", "/outbox/stuck").body()).contains("\"id\":5", "FAILED");
    assertThat(ask("POST", "/outbox/plan-again?id=5").statusCode()).isEqualTo(200);
    assertThat(ask("POST", "/outbox/plan-again?id=6").statusCode()).isEqualTo(409);
    assertThat(ask("POST", "/outbox/plan-again?id=five").statusCode()).isEqualTo(400);
    assertThat(ask("POST", "/outbox/plan-again?id=5&withinS=999999").statusCode()).isEqualTo(400);
  }

  private static final class Letters implements DeadLettersPort {
    @Override
    public List<Parked> list(int most) {
      return List.of(
          new Parked(
              "workspace-members",
              "workspace|wsp_1.wsp_1",
              7,
              "MemberJoined",
              "IllegalStateException",
              Instant.EPOCH));
    }

    @Override
    public Replayed replay(String reader, String entity) {
      return reader.equals("workspace-members") && entity.equals("workspace|wsp_1.wsp_1")
          ? new Replayed(1, 0)
          : new Replayed(0, 1);
    }
  }

  private static final class Effects implements StuckEffectsPort {
    @Override
    public List<Stuck> stuck(int most) {
      return List.of(new Stuck(5, "wsp_1", "call.dial", "FAILED", "too late", 0, Instant.EPOCH));
    }

    @Override
    public boolean planAgain(long id, Duration within) {
      return id == 5 && within.toSeconds() == 600;
    }
  }

  @Test
  void members_and_metrics_are_readable() {
    assertThat(ask("GET", "/cluster/members").body())
        .isEqualTo(
            "{\"members\":[{\"node\":\"127.0.0.1:7355\",\"status\":\"up\",\"roles\":[\"voice\",\"web\"]}]}");
    assertThat(ask("GET", "/metrics").body()).contains("jvm_memory_used_bytes");
    assertThat(ask("GET", "/anything").statusCode()).isEqualTo(404);
  }
}
