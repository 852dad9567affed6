package com.quotahit.persistence.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.IdempotencyPort.Claim;
import com.quotahit.core.workspace.IdempotencyPort.Key;
import com.quotahit.core.workspace.IdempotencyPort.Stored;
import com.quotahit.persistence.database.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("store")
class ANamedRequestHasOneOwnerTest {

  private static final TestDatabase DB = TestDatabase.fresh();
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Stored ANSWER = new Stored(201, "application/json", "{\"id\":1}");

  private final IdempotencyTable table = new IdempotencyTable(DB.database());

  @AfterAll
  static void close() {
    DB.close();
  }

  private static final WorkspaceId NORTH = new WorkspaceId("wsp_" + "0".repeat(25) + "1");
  private static final WorkspaceId SOUTH = new WorkspaceId("wsp_" + "0".repeat(25) + "2");

  private static Key key(WorkspaceId workspace, String name) {
    return new Key(workspace, new UserId("usr_" + "0".repeat(25) + "3"), name);
  }

  private static byte[] seed(int n) {
    return new byte[] {(byte) n};
  }

  @Test
  void of_fifty_at_once_one_does_the_work() {
    Key key = key(NORTH, "fifty");
    List<CompletableFuture<Claim>> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        byte[] seed = seed(i);
        all.add(CompletableFuture.supplyAsync(() -> table.claim(key, "h", seed, LEASE), threads));
      }
      List<Claim> claims = all.stream().map(CompletableFuture::join).toList();
      assertThat(claims).filteredOn(c -> c instanceof Claim.Yours).hasSize(1);
      assertThat(claims).filteredOn(c -> c instanceof Claim.Busy).hasSize(49);
    }
  }

  @Test
  void the_answer_is_given_again_and_another_request_is_not() {
    Key key = key(NORTH, "again");
    Claim.Yours mine = (Claim.Yours) table.claim(key, "h", seed(1), LEASE);
    table.answered(key, mine.fence(), ANSWER);
    assertThat(table.claim(key, "h", seed(2), LEASE)).isEqualTo(new Claim.Answered(ANSWER));
    assertThat(table.claim(key, "other", seed(2), LEASE)).isEqualTo(new Claim.OtherRequest());
    assertThat(table.claim(key(SOUTH, "again"), "other", seed(2), LEASE))
        .isInstanceOf(Claim.Yours.class);
  }

  @Test
  void who_takes_over_makes_the_same_ids_and_the_former_owner_cannot_answer() {
    Key key = key(NORTH, "lost");
    Claim.Yours lost = (Claim.Yours) table.claim(key, "h", seed(1), Duration.ofMillis(-1));
    Claim.Yours next = (Claim.Yours) table.claim(key, "h", seed(2), LEASE);
    assertThat(next.seed()).isEqualTo(seed(1));
    assertThat(next.firstClaimedAt()).isEqualTo(lost.firstClaimedAt());
    table.answered(key, lost.fence(), ANSWER);
    assertThat(table.claim(key, "h", seed(3), LEASE)).isEqualTo(new Claim.Busy());
    table.release(key, next.fence());
    assertThat(table.claim(key, "h", seed(3), LEASE)).isInstanceOf(Claim.Yours.class);
  }

  @Test
  void seven_days_are_kept() {
    Key key = key(NORTH, "old");
    table.claim(key, "h", seed(1), LEASE);
    assertThat(table.forgetOlderThan(Duration.ofDays(7))).isZero();
    assertThat(table.forgetOlderThan(Duration.ofSeconds(-1))).isPositive();
    assertThat(table.claim(key, "h", seed(1), LEASE)).isInstanceOf(Claim.Yours.class);
  }
}
