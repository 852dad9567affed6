package com.quotahit.persistence.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.models.KeyId;
import com.quotahit.core.models.KeyOwner;
import com.quotahit.core.models.KeyStatus;
import com.quotahit.core.models.Provider;
import com.quotahit.core.models.ProviderKey;
import com.quotahit.core.shared.SealKeysPort.KnownKey;
import com.quotahit.core.shared.Sealed;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.persistence.database.SealKeyTable;
import com.quotahit.persistence.database.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("store")
class SealedKeysChangeTheirMasterKeyTest {

  private static final TestDatabase DB = TestDatabase.fresh();

  @AfterAll
  static void close() {
    DB.close();
  }

  @Test
  void rows_of_all_workspaces_are_carried_over_step_by_step_and_once() {
    ProviderKeyTable table = new ProviderKeyTable(DB.database().tenants());
    for (int i = 1; i <= 7; i++) {
      table.save(key(i, new Sealed(i == 7 ? 2 : 1, new byte[] {(byte) i})));
    }
    int[] carried = {0};
    java.util.function.UnaryOperator<Sealed> rewrap =
        old -> {
          carried[0]++;
          return new Sealed(2, new byte[] {(byte) (old.bytes()[0] + 100)});
        };
    assertThat(table.rewrapOlderThan(2, 4, rewrap)).isEqualTo(4);
    assertThat(table.rewrapOlderThan(2, 4, rewrap)).isEqualTo(2);
    assertThat(table.rewrapOlderThan(2, 4, rewrap)).isZero();
    assertThat(carried[0]).isEqualTo(6);
    ProviderKey found = table.ofWorkspace(workspace(3)).keys().getFirst();
    assertThat(found.sealed()).isEqualTo(new Sealed(2, new byte[] {103}));
    assertThat(found.version()).as("its owner changed nothing").isEqualTo(1);
  }

  @Test
  void a_master_key_is_in_use_when_it_was_introduced_and_held_by_all() {
    SealKeyTable keys = new SealKeyTable(DB.database(), Duration.ofMinutes(3));
    assertThat(keys.current()).isEmpty();
    KnownKey one = new KnownKey(1, "aa");
    assertThat(keys.introduce(one)).isEqualTo(one);
    assertThat(keys.introduce(new KnownKey(1, "bb"))).as("the second is too late").isEqualTo(one);
    assertThat(keys.replaceUnused(one, new KnownKey(1, "cc"))).isTrue();
    assertThat(keys.used(new KnownKey(1, "aa"))).isFalse();
    assertThat(keys.used(new KnownKey(1, "cc"))).isTrue();
    assertThat(keys.replaceUnused(new KnownKey(1, "cc"), one)).isFalse();

    assertThat(keys.heldByAll(2)).isFalse();
    keys.holds("a", Set.of(1, 2));
    keys.holds("b", Set.of(1));
    assertThat(keys.newestHeld()).isEqualTo(2);
    assertThat(keys.heldByAll(2)).isFalse();
    keys.holds("b", Set.of(1, 2));
    assertThat(keys.heldByAll(2)).isTrue();
    keys.holds("c", Set.of(1));
    assertThat(keys.heldByAll(2)).isFalse();
    keys.gone("c");
    assertThat(keys.heldByAll(2)).isTrue();
    assertThat(keys.introduce(new KnownKey(2, "dd"))).isEqualTo(new KnownKey(2, "dd"));
    assertThat(keys.current()).contains(new KnownKey(2, "dd"));
  }

  @Test
  void nodes_change_keys_one_after_the_other() {
    SealKeyTable keys = new SealKeyTable(DB.database(), Duration.ofMinutes(3));
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CompletableFuture.allOf(
            IntStream.range(0, 4)
                .mapToObj(_ ->
                    CompletableFuture.runAsync(
                        () ->
                            keys.alone(() -> {
                              most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                              LockSupport.parkNanos(20_000_000);
                              inside.decrementAndGet();
                            }),
                        Thread::startVirtualThread))
                .toArray(CompletableFuture[]::new))
        .join();
    assertThat(most).hasValue(1);
  }

  @Test
  void a_check_that_comes_after_a_change_changes_nothing() {
    ProviderKeyTable table = new ProviderKeyTable(DB.database().tenants());
    ProviderKey before = key(9, new Sealed(5, new byte[] {1}));
    table.save(before);
    table.save(before);
    ProviderKey late = before.checked(KeyStatus.REVOKED, Optional.empty(), Instant.now());
    assertThat(table.checked(before, late)).isEmpty();
    ProviderKey now = table.ofWorkspace(workspace(9)).keys().getFirst();
    assertThat(now.status()).isEqualTo(KeyStatus.VALID);
    assertThat(table.checked(now, now.checked(KeyStatus.REVOKED, Optional.empty(), Instant.now())))
        .contains(KeyStatus.VALID);
  }

  @Test
  void a_key_that_is_due_is_given_to_one_caller_only() {
    ProviderKeyTable table = new ProviderKeyTable(DB.database().tenants());
    table.save(key(11, new Sealed(5, new byte[] {1})));
    Instant later = Instant.now().plus(Duration.ofDays(1));
    List<ProviderKey> first = table.due(later, Duration.ofMinutes(5), 100);
    assertThat(first).extracting(ProviderKey::workspace).contains(workspace(11));
    assertThat(table.due(later, Duration.ofMinutes(5), 100)).isEmpty();
  }

  private static ProviderKey key(int number, Sealed sealed) {
    return new ProviderKey(
        new KeyId("key_" + String.format("%026d", number)),
        workspace(number),
        new KeyOwner.OfWorkspace(),
        Provider.OPENAI,
        "",
        sealed,
        "",
        KeyStatus.VALID,
        Optional.empty(),
        Optional.of(Instant.now()),
        Optional.empty(),
        Optional.empty(),
        new UserId("usr_" + String.format("%026d", number)),
        Instant.now(),
        1);
  }

  private static WorkspaceId workspace(int number) {
    return new WorkspaceId("wsp_" + String.format("%026d", number));
  }
}
