package com.quotahit.cluster.stranger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.quotahit.cluster.stranger.ApiClient.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one database. What is taken at one is lost at the other within a second. */
@Tag("weather")
@Tag("long")
class ARightTakenIsGoneOnEveryNode {

  private static final String API = "/api/v1";
  private static final Duration SECOND = Duration.ofSeconds(1);

  @TempDir static Path data;

  private static CommonDatabase database;
  private static RunningNode here;
  private static RunningNode there;
  private static ApiClient owner;
  private static ApiClient member;
  private static String memberId;

  @BeforeAll
  static void start() {
    database = CommonDatabase.in(data.resolve("database"));
    here = node("here");
    here.awaitReady(Duration.ofSeconds(150));
    there = node("there");
    there.awaitReady(Duration.ofSeconds(150));
    owner = new ApiClient(here.base());
    assertThat(owner.register("owner@example.com").status()).isEqualTo(201);
    member =
        new Colleagues(here.base(), owner, owner)
            .proven("owner@example.com")
            .joins("member@example.com", "admin");
    memberId = member.get(API + "/me").body().at("/user/id").asText();
  }

  private static RunningNode node(String name) {
    return RunningNode.start(
        data.resolve(name),
        RunningNode.Ports.free(),
        Map.of("QUOTAHIT_VOICE", "off", "QUOTAHIT_DATABASE_URL", database.url()));
  }

  @AfterAll
  static void stop() {
    there.close();
    here.close();
    database.close();
  }

  /** How long the other node took, by the clock of this test. */
  private static Duration until(Supplier<Answer> asked, IntPredicate fine) {
    long begun = System.nanoTime();
    while (true) {
      int status = asked.get().status();
      Duration taken = Duration.ofNanos(System.nanoTime() - begun);
      if (fine.test(status)) {
        return taken;
      }
      if (taken.compareTo(Duration.ofSeconds(10)) > 0) {
        throw new AssertionError("still " + status + " after " + taken);
      }
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }

  @Test
  void a_key_that_is_revoked() {
    JsonNode made =
        owner.post(API + "/api-keys", "{\"name\":\"Robot\",\"scopes\":[\"members.read\"]}").body();
    ApiClient robot = new ApiClient(there.base());
    Supplier<Answer> asks =
        () ->
            robot.call(
                "GET",
                API + "/workspace/members",
                "",
                "Authorization",
                "Bearer " + made.path("key").asText());
    assertThat(asks.get().status()).isEqualTo(200);
    assertThat(owner.delete(API + "/api-keys/" + made.path("id").asText()).status()).isEqualTo(204);
    Duration taken = until(asks, status -> status == 401);
    System.out.println("a revoked key was dead elsewhere after " + taken);
    assertThat(taken).isLessThan(SECOND);
  }

  @Test
  void a_role_that_is_taken_and_a_member_who_is_taken_out() {
    ApiClient elsewhere = member.also(there.base());
    Supplier<Answer> asks = () -> elsewhere.get(API + "/workspace/invitations");
    assertThat(asks.get().status()).isEqualTo(200);
    assertThat(
            owner
                .call("PATCH", API + "/workspace/members/" + memberId, "{\"role\":\"viewer\"}")
                .status())
        .isEqualTo(200);
    Duration demoted = until(asks, status -> status == 403);
    assertThat(elsewhere.get(API + "/me").status()).isEqualTo(200);
    assertThat(owner.delete(API + "/workspace/members/" + memberId).status()).isEqualTo(204);
    Duration out = until(() -> elsewhere.get(API + "/me"), status -> status == 401);
    System.out.println("a role was lost elsewhere after " + demoted + ", a place after " + out);
    assertThat(demoted).isLessThan(SECOND);
    assertThat(out).isLessThan(SECOND);
  }
}
