package com.quotahit.persistence.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.shared.Sealed;
import com.quotahit.core.workspace.SecretMarkPort.Kept;
import com.quotahit.persistence.database.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("store")
class NodesMarkSecretsWithOneKeyTest {

  private static final Instant NOW = Instant.parse("2026-11-23T10:15:30Z");
  private static final Instant SESSIONS = NOW.plus(Duration.ofDays(31));
  private static final Instant KEYS = NOW.plus(Duration.ofDays(3_651));

  private final TestDatabase db = TestDatabase.fresh(12);
  private final SecretMarkTable table = new SecretMarkTable(db.database());

  @AfterEach
  void close() {
    db.close();
  }

  private static Kept wanted(int key) {
    return new Kept(new Sealed(1, new byte[] {(byte) key}), SESSIONS, KEYS);
  }

  @Test
  void of_ten_that_start_at_once_one_makes_it_and_all_have_it() throws Exception {
    assertThat(table.read()).isEmpty();
    Set<Sealed> got = new HashSet<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Kept>> nodes = new ArrayList<>();
      for (int i = 1; i <= 10; i++) {
        Kept mine = wanted(i);
        nodes.add(threads.submit(() -> table.keep(mine, NOW)));
      }
      for (Future<Kept> node : nodes) {
        got.add(node.get().key());
      }
    }
    assertThat(got).hasSize(1);
    assertThat(table.read().orElseThrow().key()).isEqualTo(got.iterator().next());
  }

  @Test
  void where_nobody_has_an_account_nothing_is_without_a_mark() {
    Kept kept = table.keep(wanted(1), NOW);
    assertThat(kept.sessionsUntil()).isEqualTo(NOW);
    assertThat(kept.keysUntil()).isEqualTo(NOW);
  }

  @Test
  void an_installation_in_use_waits_until_the_last_without_one_has_run_out() {
    use();
    Kept kept = table.keep(wanted(1), NOW);
    assertThat(kept.sessionsUntil()).isEqualTo(SESSIONS);
    assertThat(kept.keysUntil()).isEqualTo(KEYS);
  }

  @Test
  void also_for_sessions_that_were_given_a_longer_life_than_is_given_today() {
    use();
    db.database()
        .tenants()
        .acrossWorkspaces(handle ->
            handle.execute(
                "INSERT INTO session (session_id, token_hash, workspace_id, user_id, created_at,"
                    + " last_seen_at, expires_at, user_agent, ip, proved_at, proved_by)"
                    + " VALUES ('ses_1', '\\x01', 'wsp_1', 'usr_1', ?, ?, ?, 'a', 'b', ?,"
                    + " 'password')",
                NOW,
                NOW,
                NOW.plus(Duration.ofDays(90)),
                NOW));
    assertThat(table.keep(wanted(1), NOW).sessionsUntil()).isEqualTo(NOW.plus(Duration.ofDays(90)));
  }

  @Test
  void it_is_carried_over_to_a_new_master_key_once() {
    table.keep(wanted(1), NOW);
    Sealed next = new Sealed(2, new byte[] {7});
    assertThat(table.rewrapOlderThan(2, 10, _ -> next)).isEqualTo(1);
    assertThat(table.rewrapOlderThan(2, 10, _ -> next)).isZero();
    assertThat(table.read().orElseThrow().key()).isEqualTo(next);
  }

  private void use() {
    AccountTable accounts = new AccountTable(db.database());
    accounts.reserve(OfFiftyWithOneSecretOneGetsInTest.ACCOUNT, java.util.Optional.empty());
  }
}
