package com.quotahit.http.workspace;

import static com.quotahit.http.workspace.AccountsUnderTest.registration;
import static com.quotahit.http.workspace.AccountsUnderTest.token;
import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.workspace.Permission;
import com.quotahit.core.workspace.Principal;
import com.quotahit.http.edge.EdgeUnderTest;
import com.quotahit.http.edge.EdgeUnderTest.Client;
import com.quotahit.http.edge.Sessions;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** From the secret in a request to what its owner may do, counted and timed. */
@Tag("route")
class AWarmSessionCostsNoQueryTest {

  private static final int BATCH = 20_000;
  private static final int BATCHES = 25;
  private static final double MICROS_MAX = 5;

  private AccountsUnderTest world;
  private Sessions door;
  private String session;
  private Client ann;
  private final AtomicLong queries = new AtomicLong();

  @BeforeEach
  void open() {
    world = new AccountsUnderTest();
    door = world.people.door();
    session =
        token(world.edge.asNobody().post("/api/v1/auth/register", registration("ann@example.com")));
    ann = world.edge.as(session);
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

  @Test
  void of_a_person() {
    measure("session", session, Permission.MEMBERS_MANAGE);
  }

  @Test
  void of_a_partners_key() {
    String key =
        ann.post("/api/v1/api-keys", "{\"name\":\"Robot\",\"scopes\":[\"members.read\"]}")
            .json()
            .path("key")
            .asText();
    measure("key", key, Permission.MEMBERS_READ);
  }

  private void measure(String what, String secret, Permission permission) {
    queries.set(0);
    assertThat(allowed(secret, permission)).isTrue();
    assertThat(queries.get()).as("the first look asks the database").isPositive();
    // That the secret was used is written down once a minute, and is no part of the check.
    while (EdgeUnderTest.BLOCKING.running("database") > 0) {
      Thread.onSpinWait();
    }
    long before = queries.get();
    double best = Double.MAX_VALUE;
    for (int i = 0; i < BATCHES; i++) {
      long begun = System.nanoTime();
      for (int j = 0; j < BATCH; j++) {
        if (!allowed(secret, permission)) {
          throw new AssertionError("no longer allowed");
        }
      }
      best = Math.min(best, (System.nanoTime() - begun) / 1000.0 / BATCH);
    }
    System.out.printf("permission check of a %s: %.2f µs, no query%n", what, best);
    assertThat(queries.get()).isEqualTo(before);
    assertThat(best).as("microseconds").isLessThan(MICROS_MAX);
  }

  private boolean allowed(String secret, Permission permission) {
    Optional<Principal> found = door.find(secret).toCompletableFuture().join();
    return found.isPresent() && found.get().may(permission);
  }
}
