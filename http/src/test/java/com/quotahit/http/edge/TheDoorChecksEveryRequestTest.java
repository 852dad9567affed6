package com.quotahit.http.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.shared.Parsed;
import com.quotahit.core.workspace.Permission;
import com.quotahit.core.workspace.Role;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("route")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TheDoorChecksEveryRequestTest {

  enum Colour {
    DEEP_RED,
    BLUE
  }

  record NoteWire(
      String text, int count, Colour colour, Optional<String> hint, List<TagWire> tags) {
    Parsed<NoteWire> parse() {
      FieldChecks checks = new FieldChecks();
      checks.text("text", text, 1, 10);
      checks.range("count", count, 1, 5);
      return checks.parsed(() -> this);
    }
  }

  record TagWire(String name) {}

  record KeptWire(String id, String text, Instant at, Optional<String> hint, Colour colour) {}

  private final AtomicInteger effects = new AtomicInteger();
  private EdgeUnderTest edge;
  private String rep;
  private String viewer;

  @BeforeAll
  void open() {
    edge =
        new EdgeUnderTest(
            List.of(
                Endpoint.post("/notes", "Keep a note")
                    .needs(Permission.PRACTICE_RUN)
                    .body(NoteWire.class, NoteWire::parse)
                    .answers(201, KeptWire.class)
                    .by(this::keep),
                Endpoint.get("/notes/{id}", "One note")
                    .needs(Permission.PRACTICE_READ)
                    .answers(KeptWire.class)
                    .query("form", "How it is shown.", "short", "long")
                    .by((_, _) -> done(Answer.refused(Problem.notFound()))),
                Endpoint.delete("/notes/{id}", "Throw a note away")
                    .needs(Permission.PRACTICE_RUN)
                    .answersNothing()
                    .by((_, _) -> done(Answer.done())),
                Endpoint.get("/broken", "Always fails")
                    .open()
                    .answersNothing()
                    .by((_, _) -> {
                      throw new IllegalStateException("secret text");
                    })));
    rep = edge.signedIn(EdgeUnderTest.NORTH, Role.REP);
    viewer = edge.signedIn(EdgeUnderTest.NORTH, Role.VIEWER);
  }

  @AfterAll
  void close() {
    edge.close();
  }

  private static final String NOTE =
      """
      {"text":"hello","count":2,"colour":"deep_red","tags":[{"name":"a"}]}\
      """;

  private CompletionStage<Answer<KeptWire>> keep(Call call, NoteWire note) {
    effects.incrementAndGet();
    return done(
        Answer.of(
            new KeptWire(
                call.ids().next("note"), note.text(), Instant.EPOCH, note.hint(), note.colour())));
  }

  private static <T> CompletionStage<T> done(T value) {
    return CompletableFuture.completedFuture(value);
  }

  @Test
  void a_good_request_is_answered_in_the_contracts_form() {
    var reply = edge.as(rep).post("/api/v1/notes", NOTE);
    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.json().path("at").asText()).isEqualTo("1970-01-01T00:00:00.000Z");
    assertThat(reply.json().path("colour").asText()).isEqualTo("deep_red");
    assertThat(reply.json().has("hint")).isTrue();
    assertThat(reply.json().path("hint").isNull()).isTrue();
  }

  @Test
  void every_mistake_is_named_at_once() {
    var reply =
        edge.as(rep)
            .post(
                "/api/v1/notes",
                """
                {"text":5,"colour":"green","tags":[{"nam":"a"}],"isAdmin":true}\
                """);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.header("content-type")).startsWith("application/problem+json");
    assertThat(reply.code()).isEqualTo("request.invalid");
    assertThat(reply.json().path("errors").findValuesAsText("field"))
        .containsExactlyInAnyOrder(
            "text", "count", "colour", "tags[0].name", "tags[0].nam", "isAdmin");
    assertThat(reply.json().path("requestId").asText()).isEqualTo(reply.header("x-request-id"));
  }

  @Test
  void rules_of_the_endpoint_are_collected_too() {
    var reply =
        edge.as(rep)
            .post(
                "/api/v1/notes",
                """
                {"text":"much too long a text","count":9,"colour":"blue","tags":[]}\
                """);
    assertThat(reply.json().path("errors").findValuesAsText("code"))
        .containsExactlyInAnyOrder("too_long", "out_of_range");
  }

  @Test
  void malformed_bodies_wrong_types_and_sizes_are_told_apart() {
    var as = edge.as(rep);
    assertThat(as.post("/api/v1/notes", "{\"text\":").code()).isEqualTo("request.malformed");
    assertThat(as.post("/api/v1/notes", "{\"a\":1,\"a\":2}").code()).isEqualTo("request.malformed");
    assertThat(as.post("/api/v1/notes", "[".repeat(2000)).code()).isEqualTo("request.malformed");
    assertThat(as.post("/api/v1/notes", "").status()).isEqualTo(400);
    assertThat(as.post("/api/v1/notes", "text=a", "Content-Type", "text/plain").status())
        .isEqualTo(415);
    assertThat(as.post("/api/v1/notes", "\"" + "x".repeat(300_000) + "\"").status()).isEqualTo(413);
    assertThat(as.post("/api/v1/notes", "{\"text\":\"a\\u0000b\"}").json().toString())
        .contains("invalid_character");
  }

  @Test
  void paths_and_methods_that_do_not_exist_are_problems_too() {
    assertThat(edge.as(rep).get("/api/v1/nothing").status()).isEqualTo(404);
    var reply = edge.as(rep).send("PATCH", "/api/v1/notes/1", "{}");
    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.header("allow")).contains("GET").contains("DELETE");
    assertThat(reply.header("content-type")).startsWith("application/problem+json");
    assertThat(edge.as(rep).send("TRACE", "/api/v1/notes", "").status()).isEqualTo(405);
  }

  @Test
  void strangers_lower_roles_and_forged_requests_stay_outside() {
    assertThat(edge.asNobody().post("/api/v1/notes", NOTE).status()).isEqualTo(401);
    assertThat(edge.as("made-up").post("/api/v1/notes", NOTE).status()).isEqualTo(401);
    assertThat(edge.as(viewer).post("/api/v1/notes", NOTE).status()).isEqualTo(403);
    assertThat(edge.as(rep).post("/api/v1/notes", NOTE, "X-CSRF-Token", "no").code())
        .isEqualTo("request.forged");
    assertThat(edge.as(rep).post("/api/v1/notes", NOTE, "Sec-Fetch-Site", "cross-site").status())
        .isEqualTo(403);
    assertThat(edge.as(rep).post("/api/v1/notes", NOTE, "Sec-Fetch-Site", "same-origin").status())
        .isEqualTo(201);
  }

  @Test
  void only_declared_parameters_are_taken() {
    assertThat(edge.as(rep).get("/api/v1/notes/1?form=short").status()).isEqualTo(404);
    assertThat(edge.as(rep).get("/api/v1/notes/1?form=tall").status()).isEqualTo(400);
    assertThat(edge.as(rep).get("/api/v1/notes/1?from=short").status()).isEqualTo(400);
    assertThat(edge.as(rep).get("/api/v1/notes/1?form=short&form=long").status()).isEqualTo(400);
    assertThat(edge.as(rep).get("/api/v1/notes/1?form=a%00b").text()).contains("control_character");
  }

  @Test
  void fifty_requests_of_one_name_have_one_effect_and_one_answer() {
    int before = effects.get();
    var replies =
        IntStream.range(0, 50)
            .mapToObj(_ ->
                edge.as(rep).sendLater("POST", "/api/v1/notes", NOTE, "Idempotency-Key", "fifty"))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();
    assertThat(replies).allMatch(reply -> reply.status() == 201);
    assertThat(replies.stream().map(EdgeUnderTest.Reply::text).distinct()).hasSize(1);
    assertThat(effects.get() - before).isEqualTo(1);
  }

  @Test
  void a_name_belongs_to_one_request_and_one_client() {
    var first = edge.as(rep).post("/api/v1/notes", NOTE, "Idempotency-Key", "mine");
    String other = NOTE.replace("hello", "other");
    assertThat(edge.as(rep).post("/api/v1/notes", other, "Idempotency-Key", "mine").status())
        .isEqualTo(422);
    String colleague = edge.signedIn(EdgeUnderTest.NORTH, Role.REP);
    assertThat(edge.as(colleague).post("/api/v1/notes", NOTE, "Idempotency-Key", "mine").text())
        .isNotEqualTo(first.text());
  }

  @Test
  void a_defect_shows_nothing_of_itself() {
    var reply = edge.asNobody().get("/api/v1/broken");
    assertThat(reply.status()).isEqualTo(500);
    assertThat(reply.text()).doesNotContain("secret").contains("req_");
  }

  @Test
  void every_answer_carries_the_security_headers() {
    var as = edge.as(rep);
    for (var reply :
        List.of(
            as.post("/api/v1/notes", NOTE),
            as.post("/api/v1/notes", "{"),
            as.get("/api/v1/nothing"),
            as.get("/api/v1/broken"),
            as.get("/docs/api"),
            as.get("/nowhere"),
            as.send("PUT", "/", ""),
            edge.asNobody().delete("/api/v1/notes/1"))) {
      assertThat(reply.header("content-security-policy")).contains("default-src 'none'");
      assertThat(reply.header("x-content-type-options")).isEqualTo("nosniff");
      assertThat(reply.header("referrer-policy")).isNotEmpty();
      assertThat(reply.header("cache-control")).isNotEmpty();
      assertThat(reply.header("x-request-id")).startsWith("req_");
      assertThat(reply.headers().map()).doesNotContainKeys("server", "access-control-allow-origin");
    }
    assertThat(as.get("/docs/api").header("content-security-policy"))
        .contains("ws://127.0.0.1:8081");
  }

  @Test
  void what_is_no_http_gets_a_problem_without_the_parsers_text() throws IOException {
    try (Socket socket = new Socket("127.0.0.1", Integer.parseInt(edge.base().split(":")[2]))) {
      socket.setSoTimeout(5_000);
      socket
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nHo st: x\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      String answer = new String(socket.getInputStream().readNBytes(60), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 400");
      String rest = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(rest).contains("application/problem+json").contains("nosniff");
    }
  }

  @Test
  void head_answers_like_get_without_a_body() {
    var reply = edge.asNobody().send("HEAD", "/docs/api", "");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text()).isEmpty();
  }
}
