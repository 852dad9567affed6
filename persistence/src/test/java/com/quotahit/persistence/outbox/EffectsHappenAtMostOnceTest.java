package com.quotahit.persistence.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.outbox.LookupOutcome;
import com.quotahit.core.outbox.OutboxItem;
import com.quotahit.core.outbox.SendOutcome;
import com.quotahit.core.outbox.StuckEffectsPort;
import com.quotahit.core.shared.IdSource;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.persistence.database.Jsonb;
import com.quotahit.persistence.database.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("store")
class EffectsHappenAtMostOnceTest {

  private static final TestDatabase DB = TestDatabase.fresh(16);
  private static final IdSource IDS =
      IdSource.uuidV7(() -> Instant.parse("2026-01-01T00:00:00Z"), new Random());
  private static final Duration LEASE = Duration.ofSeconds(30);

  private final OutboxTable outbox = new OutboxTable(DB.database());
  private final WorkspaceId workspace = new WorkspaceId(IDS.next("wsp"));
  private final String kind = "test." + IDS.next("knd");

  @AfterAll
  static void close() {
    DB.close();
  }

  private boolean plan(String key) {
    return plan(key, Instant.now().plusSeconds(600));
  }

  private boolean plan(String key, Instant notAfter) {
    return DB.database()
        .tenants()
        .inWorkspace(
            workspace,
            handle ->
                OutboxTable.plan(
                    handle,
                    workspace,
                    kind,
                    key,
                    new Jsonb("{}"),
                    Instant.now().minusSeconds(60),
                    notAfter));
  }

  private OutboxItem claimed(Duration lease) {
    List<OutboxItem> items = outbox.claim(kind, "a", 1, lease);
    assertThat(items).hasSize(1);
    return items.getFirst();
  }

  private String state(String key) {
    return column("state", key);
  }

  private String column(String name, String key) {
    return DB.database()
        .tenants()
        .inWorkspace(
            workspace,
            h ->
                h.createQuery("SELECT " + name + " FROM outbox WHERE kind = ? AND business_key = ?")
                    .bind(0, kind)
                    .bind(1, key)
                    .mapTo(String.class)
                    .one());
  }

  private void expire() {
    DB.database()
        .tenants()
        .<Integer, RuntimeException>acrossWorkspaces(h ->
            h.execute(
                "UPDATE outbox SET lease_until = now() - interval '1 second'"
                    + " WHERE kind = ? AND state = 'CLAIMED'",
                kind));
    outbox.expireClaims();
  }

  @Test
  void planning_the_same_effect_again_does_nothing() {
    assertThat(plan("dial:1")).isTrue();
    assertThat(plan("dial:1")).isFalse();
    assertThat(outbox.claim(kind, "a", 10, LEASE)).hasSize(1);
  }

  @Test
  void an_operator_may_have_done_again_only_what_certainly_did_not_happen() {
    plan("rejected");
    OutboxItem rejected = claimed(LEASE);
    outbox.settle(rejected, new SendOutcome.Rejected("no such number"));
    plan("lost");
    OutboxItem lost = claimed(LEASE);
    outbox.settle(lost, new SendOutcome.Unknown("no answer"));
    plan("sent");
    OutboxItem sent = claimed(LEASE);
    outbox.settle(sent, new SendOutcome.Sent("CA1"));
    assertThat(outbox.stuck(100))
        .filteredOn(stuck -> stuck.kind().equals(kind))
        .extracting(StuckEffectsPort.Stuck::state)
        .containsExactly("UNKNOWN", "FAILED");
    assertThat(outbox.planAgain(lost.id(), LEASE)).isFalse();
    assertThat(outbox.planAgain(sent.id(), LEASE)).isFalse();
    assertThat(outbox.planAgain(rejected.id(), LEASE)).isTrue();
    assertThat(outbox.planAgain(rejected.id(), LEASE)).isFalse();
    OutboxItem again = claimed(LEASE);
    assertThat(again.businessKey()).isEqualTo("rejected");
    assertThat(outbox.settle(rejected, new SendOutcome.Sent("CA2")))
        .as("the word of the first try counts no more")
        .isFalse();
    assertThat(outbox.settle(again, new SendOutcome.Sent("CA3"))).isTrue();
  }

  @Test
  void two_senders_that_compete_never_send_one_effect_twice() throws Exception {
    int effects = 400;
    for (int i = 0; i < effects; i++) {
      plan("k" + i);
    }
    Map<String, AtomicInteger> provider = new ConcurrentHashMap<>();
    List<Thread> senders = new ArrayList<>();
    for (String owner : List.of("a", "b", "c")) {
      senders.add(
          Thread.ofVirtual()
              .start(() -> {
                List<OutboxItem> items = outbox.claim(kind, owner, 7, LEASE);
                while (!items.isEmpty()) {
                  for (OutboxItem item : items) {
                    assertThat(outbox.hold(item, LEASE)).isTrue();
                    provider
                        .computeIfAbsent(item.businessKey(), _ -> new AtomicInteger())
                        .incrementAndGet();
                    assertThat(outbox.settle(item, new SendOutcome.Sent("p"))).isTrue();
                  }
                  items = outbox.claim(kind, owner, 7, LEASE);
                }
              }));
    }
    for (Thread sender : senders) {
      assertThat(sender.join(Duration.ofSeconds(60))).isTrue();
    }
    assertThat(provider).hasSize(effects);
    assertThat(provider.values()).allMatch(count -> count.get() == 1);
  }

  @Test
  void the_effect_of_a_crashed_sender_is_unknown_and_never_planned_again() {
    plan("k");
    claimed(LEASE);
    expire();
    assertThat(state("k")).isEqualTo("UNKNOWN");
    assertThat(outbox.claim(kind, "b", 10, LEASE)).isEmpty();
    OutboxItem lost = outbox.unknown(kind, 10).getFirst();
    assertThat(outbox.settle(lost, new LookupOutcome.Found("CA123"))).isTrue();
    assertThat(state("k")).isEqualTo("SENT");
    assertThat(column("provider_id", "k")).isEqualTo("CA123");
  }

  @Test
  void what_the_provider_does_not_know_is_failed_and_not_sent_again() {
    plan("k");
    claimed(LEASE);
    expire();
    outbox.settle(outbox.unknown(kind, 10).getFirst(), new LookupOutcome.NotThere());
    assertThat(state("k")).isEqualTo("FAILED");
    assertThat(column("problem", "k")).isEqualTo("not placed");
    assertThat(outbox.claim(kind, "b", 10, LEASE)).isEmpty();
  }

  @Test
  void a_sender_that_wakes_after_its_lease_may_not_begin() {
    plan("k");
    OutboxItem item = claimed(Duration.ofMillis(1));
    Awaitility.await().until(() -> !outbox.hold(item, LEASE));
    expire();
    outbox.settle(outbox.unknown(kind, 10).getFirst(), new LookupOutcome.NotThere());
    assertThat(outbox.hold(item, LEASE)).isFalse();
    assertThat(outbox.settle(item, new SendOutcome.Sent("late"))).isFalse();
    assertThat(state("k")).isEqualTo("FAILED");
  }

  @Test
  void a_slow_answer_still_settles_what_became_unknown() {
    plan("k");
    OutboxItem item = claimed(LEASE);
    expire();
    assertThat(outbox.settle(item, new SendOutcome.Sent("CA9"))).isTrue();
    assertThat(state("k")).isEqualTo("SENT");
  }

  @Test
  void an_older_holders_word_is_void() {
    plan("k");
    OutboxItem first = claimed(LEASE);
    outbox.settle(first, new SendOutcome.NotSent("429", Duration.ZERO));
    OutboxItem second = claimed(LEASE);
    assertThat(second.fence()).isGreaterThan(first.fence());
    assertThat(outbox.settle(first, new SendOutcome.Sent("old"))).isFalse();
    assertThat(outbox.settle(second, new SendOutcome.Rejected("no"))).isTrue();
    assertThat(state("k")).isEqualTo("FAILED");
  }

  @Test
  void what_is_still_unknown_waits_longer_each_time() {
    plan("k");
    claimed(LEASE);
    expire();
    OutboxItem lost = outbox.unknown(kind, 10).getFirst();
    assertThat(lost.lookups()).isEqualTo(1);
    outbox.settle(lost, new LookupOutcome.StillUnknown("503"));
    assertThat(outbox.unknown(kind, 10)).isEmpty();
    assertThat(state("k")).isEqualTo("UNKNOWN");
  }

  @Test
  void what_waited_past_its_time_is_failed_and_not_sent() {
    plan("k", Instant.now().minusSeconds(1));
    assertThat(outbox.claim(kind, "a", 10, LEASE)).isEmpty();
    assertThat(state("k")).isEqualTo("FAILED");
    assertThat(column("problem", "k")).isEqualTo("too late");
  }
}
