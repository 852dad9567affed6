package com.quotahit.http.workspace;

import static com.quotahit.http.workspace.AccountsUnderTest.registration;
import static com.quotahit.http.workspace.AccountsUnderTest.token;
import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.actors.workspace.LiveSessions;
import com.quotahit.actors.workspace.MarkedSecrets;
import com.quotahit.actors.workspace.SessionSettings;
import com.quotahit.core.workspace.ApiKeyText;
import com.quotahit.core.workspace.SecretMark;
import com.quotahit.http.edge.EdgeUnderTest;
import com.quotahit.http.edge.EdgeUnderTest.Reply;
import com.quotahit.persistence.workspace.SecretMarkTable;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A stranger cannot spend the database by showing secrets that nobody gave out. */
@Tag("route")
class InventedSecretsCostNoQueryTest {

  private static final int MANY = 1_000;
  private static final int LOOKED_UP = 100;
  private static final SessionSettings SETTINGS =
      new SessionSettings(Duration.ofHours(12), Duration.ofDays(30), Duration.ZERO, 1000);

  private final AccountsUnderTest world = new AccountsUnderTest();
  private final SecureRandom random = new SecureRandom();
  private final AtomicLong queries = new AtomicLong();
  private volatile Instant moment = Instant.now();
  private String session;

  @BeforeEach
  void ann_registers() {
    session =
        token(world.edge.asNobody().post("/api/v1/auth/register", registration("ann@example.com")));
    world
        .db
        .database()
        .jdbi()
        .setSqlLogger(
            new SqlLogger() {
              @Override
              public void logBeforeExecution(StatementContext context) {
                queries.incrementAndGet();
              }
            });
  }

  @AfterEach
  void close() {
    world.close();
  }

  private byte[] bytes() {
    byte[] bytes = new byte[SecretMark.WHOLE];
    random.nextBytes(bytes);
    return bytes;
  }

  private String invented() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes());
  }

  private long queriesOf(Supplier<String> secret) {
    queries.set(0);
    for (int i = 0; i < MANY; i++) {
      assertThat(world.edge.as(secret.get()).get("/api/v1/workspace/members").status())
          .isEqualTo(401);
    }
    return queries.get();
  }

  @Test
  void a_thousand_cookies() {
    assertThat(queriesOf(this::invented)).isZero();
    assertThat(world.edge.as(session).get("/api/v1/me").status()).isEqualTo(200);
  }

  @Test
  void a_thousand_partners_keys_with_the_right_checksum() {
    assertThat(queriesOf(() -> ApiKeyText.of(bytes()).reveal())).isZero();
    Reply made =
        world
            .edge
            .as(session)
            .post("/api/v1/api-keys", "{\"name\":\"Robot\",\"scopes\":[\"members.read\"]}");
    String key = made.json().path("key").asText();
    assertThat(world.edge.as(key).get("/api/v1/workspace/members").status()).isEqualTo(200);
  }

  @Test
  void whoever_was_let_in_by_one_node_is_let_in_by_the_next_which_shares_its_key() {
    LiveSessions one = node();
    LiveSessions next = node();
    String secret = renamed(one.newSecret());
    assertThat(one.find(secret).toCompletableFuture().join()).isPresent();
    assertThat(next.find(secret).toCompletableFuture().join()).isPresent();
    LiveSessions stranger =
        world.sessionsOfAnotherNode(
            SETTINGS,
            SignInUnderTest.marked(
                new SecretMark(SignInUnderTest.keyOfMarks()), Instant.EPOCH, world::now));
    queries.set(0);
    assertThat(stranger.find(secret).toCompletableFuture().join()).isEmpty();
    assertThat(queries.get()).isZero();
  }

  @Test
  void a_session_from_before_there_were_marks_goes_on_and_a_flood_signs_nobody_out() {
    String early = renamed(invented());
    LiveSessions grown =
        world.sessionsOfAnotherNode(SETTINGS, grown(moment.plus(Duration.ofDays(30))));
    try (EdgeUnderTest edge =
        new EdgeUnderTest(world.endpoints, Optional.empty(), Optional.of(grown::find))) {
      assertThat(edge.as(early).get("/api/v1/me").status()).isEqualTo(200);
      queries.set(0);
      int unknown = 0;
      Reply last = edge.as(invented()).get("/api/v1/workspace/members");
      while (last.status() == 401 && unknown < MANY) {
        unknown++;
        last = edge.as(invented()).get("/api/v1/workspace/members");
      }
      assertThat(unknown).as("looked up").isEqualTo(LOOKED_UP - 1);
      long spent = queries.get();
      assertThat(last.status()).isEqualTo(503);
      assertThat(last.code()).isEqualTo("request.unavailable");
      assertThat(Integer.parseInt(last.header("Retry-After"))).isPositive();
      assertThat(last.header("Set-Cookie")).isEmpty();
      for (int i = 0; i < MANY; i++) {
        assertThat(edge.as(invented()).get("/api/v1/workspace/members").status()).isEqualTo(503);
      }
      assertThat(queries.get()).as("nothing more was asked").isEqualTo(spent);

      assertThat(edge.as(early).get("/api/v1/me").status())
          .as("who was let in before is asked for again in the middle of it")
          .isEqualTo(200);
      String marked = renamed(grown.newSecret());
      assertThat(edge.as(marked).get("/api/v1/me").status()).as("with a mark").isEqualTo(200);
      String late = renamed(invented());
      assertThat(edge.as(late).get("/api/v1/me").status()).as("seen first now").isEqualTo(503);
      moment = moment.plusSeconds(1);
      assertThat(edge.as(late).get("/api/v1/me").status()).as("a second later").isEqualTo(200);
    }
  }

  @Test
  void a_partners_key_from_before_goes_on_as_well() {
    String made =
        world
            .edge
            .as(session)
            .post("/api/v1/api-keys", "{\"name\":\"Robot\",\"scopes\":[\"members.read\"]}")
            .json()
            .path("key")
            .asText();
    String early = ApiKeyText.of(bytes()).reveal();
    world
        .db
        .database()
        .tenants()
        .acrossWorkspaces(handle ->
            handle.execute(
                "UPDATE api_key SET key_hash = ? WHERE key_hash = ?",
                ApiKeyText.hash(early),
                ApiKeyText.hash(made)));
    PeopleUnderTest grown =
        new PeopleUnderTest(
            world.db.database(),
            world.entities,
            world.notices,
            world.sessions,
            world::now,
            grown(moment.plus(Duration.ofDays(30))));
    assertThat(grown.keys.find(early).toCompletableFuture().join()).isPresent();
  }

  @Test
  void once_the_last_session_without_a_mark_has_run_out_none_is_looked_up() {
    LiveSessions grown = world.sessionsOfAnotherNode(SETTINGS, grown(moment));
    String early = renamed(invented());
    queries.set(0);
    assertThat(grown.find(early).toCompletableFuture().join()).isEmpty();
    assertThat(queries.get()).isZero();
  }

  /** Ann's session under another secret. */
  private String renamed(String secret) {
    world
        .db
        .database()
        .tenants()
        .acrossWorkspaces(handle ->
            handle.execute("UPDATE session SET token_hash = ?", LiveSessions.sha256(secret)));
    return secret;
  }

  private LiveSessions node() {
    return world.sessionsOfAnotherNode(
        SETTINGS,
        MarkedSecrets.open(
            new SecretMarkTable(world.db.database()),
            SignInUnderTest.SEAL,
            random,
            world::now,
            SETTINGS.absolute()));
  }

  /** Of an installation that was there before there were marks. */
  private MarkedSecrets grown(Instant earlierUntil) {
    return SignInUnderTest.marked(
        new SecretMark(SignInUnderTest.keyOfMarks()), earlierUntil, () -> moment);
  }
}
