package com.quotahit.http.workspace;

import static com.quotahit.http.workspace.AccountsUnderTest.login;
import static com.quotahit.http.workspace.AccountsUnderTest.registration;
import static com.quotahit.http.workspace.AccountsUnderTest.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.quotahit.core.workspace.News;
import com.quotahit.http.edge.EdgeUnderTest;
import com.quotahit.http.edge.EdgeUnderTest.Client;
import com.quotahit.http.edge.EdgeUnderTest.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Devices: known ones, new ones, and what somebody can do about all of them. */
@Tag("route")
class SessionsAreOnesOwnTest {

  private static final String ANN = "ann@example.com";
  private static final String PASSWORD = "correct horse battery staple 7";

  private AccountsUnderTest world;
  private EdgeUnderTest edge;
  private Reply registered;
  private Client ann;

  @BeforeEach
  void ann_registers() {
    world = new AccountsUnderTest();
    edge = world.edge;
    registered = edge.asNobody().post("/api/v1/auth/register", registration(ANN));
    ann = edge.as(token(registered));
  }

  @AfterEach
  void close() {
    world.close();
  }

  private static String mark(Reply reply) {
    return reply.headers().allValues("Set-Cookie").stream()
        .filter(cookie -> cookie.startsWith("qh_device="))
        .map(cookie -> cookie.substring("qh_device=".length(), cookie.indexOf(';')))
        .findFirst()
        .orElseThrow();
  }

  private Reply logIn(String mark) {
    return edge.asNobody()
        .post("/api/v1/auth/login", login(ANN, PASSWORD), "Cookie", "qh_device=" + mark);
  }

  @Test
  void a_session_is_new_with_every_sign_in_and_never_one_that_somebody_planted() {
    String planted = "A".repeat(43);
    Reply in =
        edge.asNobody()
            .post("/api/v1/auth/login", login(ANN, PASSWORD), "Cookie", "qh_session=" + planted);
    assertThat(token(in)).isNotEqualTo(planted);
    assertThat(edge.as(planted).get("/api/v1/me").status()).isEqualTo(401);
    assertThat(token(in)).isNotEqualTo(token(registered)).hasSize(43);
  }

  @Test
  void all_other_devices_are_signed_out_at_once_and_this_one_stays() {
    List<String> others = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      others.add(token(logIn(mark(registered))));
    }
    List<String> ended = new CopyOnWriteArrayList<>();
    world.sessions.whenEnded(ended::add);
    assertThat(ann.delete("/api/v1/auth/sessions").status()).isEqualTo(204);
    others.forEach(other -> assertThat(edge.as(other).get("/api/v1/me").status()).isEqualTo(401));
    assertThat(ann.get("/api/v1/me").status()).isEqualTo(200);
    await().atMost(Duration.ofSeconds(5)).until(() -> ended.stream().distinct().count() == 3);
  }

  @Test
  void an_old_secret_is_worth_nothing_on_any_node_once_the_session_has_a_new_one() {
    var elsewhere = world.sessionsOfAnotherNode();
    String old = token(registered);
    assertThat(elsewhere.find(old).toCompletableFuture().join()).isPresent();
    List<String> ended = new CopyOnWriteArrayList<>();
    world.sessions.whenEnded(ended::add);
    Reply confirmed = ann.post("/api/v1/auth/confirm", "{\"password\":\"" + PASSWORD + "\"}");
    assertThat(elsewhere.find(old).toCompletableFuture().join()).isEmpty();
    assertThat(elsewhere.find(token(confirmed)).toCompletableFuture().join()).isPresent();
    assertThat(ended).as("sockets stay: it is the same session").isEmpty();
  }

  @Test
  void the_first_device_is_told_to_nobody_and_a_known_one_neither() {
    logIn(mark(registered));
    logIn(mark(registered));
    assertThat(world.letters(ANN, "NewDevice")).isEmpty();
  }

  @Test
  void a_device_never_seen_before_is_told_to_the_owner_in_words_by_letter_and_on_screen() {
    List<News> told = new CopyOnWriteArrayList<>();
    world.signIn.signIn.tell(new NewsHeard(told));
    edge.asNobody()
        .post(
            "/api/v1/auth/login",
            login(ANN, PASSWORD),
            "User-Agent",
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
    JsonNode letter = world.letters(ANN, "NewDevice").getFirst();
    assertThat(letter.at("/template/device").asText()).isEqualTo("Firefox on Linux");
    assertThat(letter.at("/template/network").asText()).isEqualTo("127.0.0.1");
    assertThat(told).hasSize(1);
    assertThat(told.getFirst())
        .isInstanceOfSatisfying(
            News.NewDevice.class, seen -> assertThat(seen.device()).isEqualTo("Firefox on Linux"));
  }

  @Test
  void what_a_stranger_writes_into_a_header_stands_in_no_letter() {
    edge.asNobody()
        .post(
            "/api/v1/auth/login",
            login(ANN, PASSWORD),
            "User-Agent",
            "<a href=http://evil.example>click</a>");
    assertThat(world.letters(ANN, "NewDevice").getFirst().toString()).doesNotContain("evil");
  }

  @Test
  void a_mark_that_we_did_not_make_is_replaced() {
    assertThat(mark(logIn("chosen-by-somebody"))).isNotEqualTo("chosen-by-somebody");
    assertThat(mark(logIn(mark(registered)))).isEqualTo(mark(registered));
  }

  @Test
  void ten_failed_attempts_are_told_to_the_owner_once() {
    for (int i = 0; i < 16; i++) {
      world.later = world.later.plusMinutes(20);
      edge.asNobody().post("/api/v1/auth/login", login(ANN, "a wrong guess " + i));
    }
    world.later = world.later.plusSeconds(1);
    await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> !world.letters(ANN, "TooManyFailedAttempts").isEmpty());
    JsonNode letter = world.letters(ANN, "TooManyFailedAttempts").getFirst();
    assertThat(letter.at("/template/attempts").asInt()).isGreaterThanOrEqualTo(10);
    assertThat(world.letters("eve@example.com", "TooManyFailedAttempts")).isEmpty();
  }

  @Test
  void the_owner_gets_in_from_a_known_device_while_strangers_guess_next_door() {
    String mark = mark(registered);
    for (int i = 0; i < 40; i++) {
      edge.asNobody().post("/api/v1/auth/login", login(ANN, "a wrong guess " + i));
    }
    assertThat(edge.asNobody().post("/api/v1/auth/login", login(ANN, PASSWORD)).status())
        .as("a device that nobody knows waits, even in the same network")
        .isEqualTo(429);
    assertThat(logIn(mark).status()).isEqualTo(200);
  }
}
