package com.quotahit.persistence.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.shared.By;
import com.quotahit.core.shared.IdSource;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.Account;
import com.quotahit.core.workspace.AuditEntry;
import com.quotahit.core.workspace.EmailAddress;
import com.quotahit.core.workspace.PasswordHash;
import com.quotahit.core.workspace.PlatformAdminsPort.Act;
import com.quotahit.core.workspace.PlatformAdminsPort.Outcome;
import com.quotahit.persistence.database.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("store")
class TheLastPlatformAdminStaysTest {

  private static final TestDatabase DB = TestDatabase.fresh(12);
  private static final Instant NOW = Instant.parse("2026-11-23T10:15:30Z");
  private static final IdSource IDS = IdSource.uuidV7(() -> NOW, new Random(5));
  private static final AccountTable ACCOUNTS = new AccountTable(DB.database());
  private static final PlatformAdminTable ADMINS = new PlatformAdminTable(DB.database());

  @AfterAll
  static void close() {
    DB.close();
  }

  private static UserId account(String name) {
    UserId user = new UserId(IDS.next("usr"));
    Account account =
        new Account(
            new EmailAddress(name + "@example.com"),
            user,
            new WorkspaceId(IDS.next("wsp")),
            name,
            name,
            new PasswordHash("x"),
            Account.Stage.PENDING,
            NOW);
    ACCOUNTS.reserve(account, Optional.empty());
    ACCOUNTS.activate(account);
    return user;
  }

  private static Outcome act(UserId user, Act act) {
    return ADMINS.act(
        user,
        act,
        new AuditEntry(
            "user.changed",
            "user:" + user,
            Map.of(),
            Map.of(),
            new By.Platform("test"),
            "",
            "",
            NOW));
  }

  private static long admins(List<UserId> users) {
    return users.stream()
        .map(user -> ADMINS.find(user).orElseThrow())
        .filter(person -> person.platformAdmin() && person.suspendedReason().isEmpty())
        .count();
  }

  @Test
  void of_many_admins_who_are_taken_away_at_once_one_remains() throws Exception {
    List<UserId> users = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      users.add(account("admin" + i));
    }
    List<Act> ways = List.of(new Act.Revoke(), new Act.Suspend("left us"));
    for (int round = 0; round < 20; round++) {
      for (UserId user : users) {
        act(user, new Act.Reactivate());
        act(user, new Act.Grant());
      }
      CyclicBarrier together = new CyclicBarrier(users.size());
      try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<Outcome>> all = new ArrayList<>();
        for (int i = 0; i < users.size(); i++) {
          UserId user = users.get(i);
          Act way = ways.get((i + round) % ways.size());
          all.add(
              many.submit(() -> {
                together.await();
                return act(user, way);
              }));
        }
        int kept = 0;
        for (Future<Outcome> one : all) {
          kept += one.get() instanceof Outcome.LastAdmin ? 1 : 0;
        }
        assertThat(kept).as("round " + round).isEqualTo(1);
      }
      assertThat(admins(users)).as("round " + round).isEqualTo(1);
    }
  }

  @Test
  void the_last_admin_is_not_deleted_either_and_what_is_deleted_leaves_no_name() {
    UserId only = account("only");
    UserId gone = account("gone");
    act(only, new Act.Grant());
    assertThat(act(gone, new Act.Delete())).isInstanceOf(Outcome.Done.class);
    assertThat(act(gone, new Act.Delete())).isInstanceOf(Outcome.NoSuchUser.class);
    assertThat(ADMINS.find(gone).orElseThrow())
        .satisfies(person -> {
          assertThat(person.name()).isEqualTo("Deleted user");
          assertThat(person.email()).endsWith("@deleted.invalid").doesNotContain("gone@");
        });
    assertThat(ACCOUNTS.byEmail(new EmailAddress("gone@example.com"))).isEmpty();
  }
}
