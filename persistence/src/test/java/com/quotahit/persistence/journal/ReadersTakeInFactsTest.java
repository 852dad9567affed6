package com.quotahit.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.shared.By;
import com.quotahit.core.shared.DeadLettersPort;
import com.quotahit.core.shared.EntityId;
import com.quotahit.core.shared.IdSource;
import com.quotahit.core.shared.JournalEntry;
import com.quotahit.core.shared.Recorded;
import com.quotahit.core.shared.Tally.TallyEvent;
import com.quotahit.core.shared.UnreadableEvent;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.persistence.database.Database;
import com.quotahit.persistence.database.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("store")
class ReadersTakeInFactsTest {

  private static final TestDatabase DB = TestDatabase.fresh(12);
  private static final Database DATABASE = DB.database();
  private static final SimpleMeterRegistry METERS = new SimpleMeterRegistry();
  private static final IdSource IDS =
      IdSource.uuidV7(() -> Instant.parse("2026-01-01T00:00:00Z"), new Random());
  private static final Queue<String> HEARD = new ConcurrentLinkedQueue<>();
  private static final AtomicInteger FLAKES = new AtomicInteger();
  private static ActorTestKit kit;
  private static DeadLetters letters;
  private static volatile boolean mended;

  /** Rows per entity; chokes on an addition of 13 and trips once over one of 7. */
  private static final class Sums implements Projection<TallyEvent> {
    @Override
    public String name() {
      return "test.sums";
    }

    @Override
    public void apply(
        Handle handle, EntityId entity, long revision, Recorded<TallyEvent> recorded) {
      int amount =
          switch (recorded.event()) {
            case TallyEvent.Started _, TallyEvent.Closed _ -> 0;
            case TallyEvent.Added(int added) -> added;
          };
      handle.execute(
          """
          INSERT INTO sums (workspace_id, id, total) VALUES (?, ?, ?)
          ON CONFLICT (workspace_id, id) DO UPDATE SET total = sums.total + EXCLUDED.total
          """,
          entity.workspace(),
          entity.id(),
          amount);
      if (amount == 13 && !mended) {
        throw new IllegalArgumentException("thirteen");
      }
      if (amount == 7 && FLAKES.getAndIncrement() == 0) {
        handle.execute("SELECT pg_terminate_backend(pg_backend_pid())");
      }
    }

    @Override
    public void forget(Handle handle, EntityId entity) {
      handle.execute(
          "DELETE FROM sums WHERE workspace_id = ? AND id = ?", entity.workspace(), entity.id());
    }
  }

  @BeforeAll
  static void start() {
    DB.asOwner(
        "CREATE TABLE sums (workspace_id text, id text, total int, PRIMARY KEY (workspace_id, id))");
    DB.asOwner("SELECT tenant_table('sums')");
    kit = PersistentNode.start(DATABASE, List.of(TallyJournal.NAMES));
    ProjectionRunner projections = new ProjectionRunner(kit.system(), DATABASE, METERS);
    ProcessRunner processes = new ProcessRunner(kit.system(), DATABASE, METERS);
    letters = new DeadLetters(DATABASE, projections, processes);
    projections.start(TallyJournal.NAMES, new Sums());
    processes.hear(
        "test.listener",
        "tally",
        TallyEvent.class,
        (entity, revision, recorded) -> {
          if (recorded.event().equals(new TallyEvent.Added(13)) && !mended) {
            throw new IllegalStateException("thirteen");
          }
          HEARD.add(entity.id() + "@" + revision);
          return CompletableFuture.completedStage(null);
        });
  }

  @AfterAll
  static void stop() {
    kit.shutdownTestKit();
    kit.system().terminate();
    Awaitility.await().until(() -> kit.system().getWhenTerminated().toCompletableFuture().isDone());
    DB.close();
  }

  private static EntityId newEntity() {
    return new EntityId(new WorkspaceId(IDS.next("wsp")), IDS.next("tly"));
  }

  private static Recorded<TallyEvent> recorded(TallyEvent event) {
    return new Recorded<>(
        event, Instant.parse("2026-01-05T09:00:00Z"), new By.Platform("test"), "cor", "cmd", 0);
  }

  private static List<JournalEntry<TallyEvent>> write(EntityId entity, TallyEvent... events) {
    ActorRef<TallyWriter.Write> writer = kit.spawn(new TallyWriter(entity));
    TestProbe<List<JournalEntry<TallyEvent>>> probe = kit.createTestProbe();
    writer.tell(
        new TallyWriter.Write(
            List.of(events).stream()
                .<JournalEntry<TallyEvent>>map(ReadersTakeInFactsTest::recorded)
                .toList(),
            probe.getRef()));
    List<JournalEntry<TallyEvent>> all = probe.receiveMessage(Duration.ofSeconds(20));
    kit.stop(writer);
    return all;
  }

  private static int total(EntityId entity) {
    return DATABASE
        .tenants()
        .inWorkspace(
            entity.workspace(),
            h ->
                h.createQuery("SELECT coalesce(sum(total), 0) FROM sums")
                    .mapTo(Integer.class)
                    .one());
  }

  private static boolean passed(EntityId entity, long revision, Duration wait) throws Exception {
    return new ProjectionProgress(DATABASE)
        .await("test.sums", "tally", entity, revision, wait)
        .toCompletableFuture()
        .get(60, TimeUnit.SECONDS);
  }

  @Test
  void facts_become_rows_once_and_whoever_wrote_can_wait_for_them() throws Exception {
    EntityId entity = newEntity();
    write(entity, new TallyEvent.Started("t"), new TallyEvent.Added(1), new TallyEvent.Added(2));
    assertThat(passed(entity, 3, Duration.ofSeconds(30))).isTrue();
    assertThat(total(entity)).isEqualTo(3);
    assertThat(passed(entity, 4, Duration.ofMillis(100))).isFalse();
  }

  @Test
  void a_fact_that_does_not_fit_is_parked_with_an_alarm_and_the_rest_goes_on() throws Exception {
    EntityId entity = newEntity();
    write(entity, new TallyEvent.Added(1), new TallyEvent.Added(13), new TallyEvent.Added(4));
    assertThat(passed(entity, 3, Duration.ofSeconds(30))).isTrue();
    assertThat(total(entity)).isEqualTo(5);
    assertThat(parked("test.sums", entity)).containsExactly("Added");
    assertThat(
            METERS.counter("quotahit.projection.dead.letters", "projection", "test.sums").count())
        .isGreaterThanOrEqualTo(1);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> HEARD.contains(entity.id() + "@3"));
    assertThat(HEARD).doesNotContain(entity.id() + "@2");
    assertThat(parked("test.listener", entity)).containsExactly("Added");
  }

  @Test
  void a_broken_connection_is_waited_out_and_nothing_is_parked_or_done_twice() throws Exception {
    EntityId entity = newEntity();
    write(entity, new TallyEvent.Added(1), new TallyEvent.Added(7), new TallyEvent.Added(4));
    assertThat(passed(entity, 3, Duration.ofSeconds(40))).isTrue();
    assertThat(FLAKES.get()).isGreaterThanOrEqualTo(2);
    assertThat(total(entity)).isEqualTo(12);
    assertThat(parked("test.sums", entity)).isEmpty();
  }

  @Test
  void an_unreadable_entry_is_parked_by_readers_and_seen_by_its_own_entity_only() throws Exception {
    EntityId entity = newEntity();
    write(entity, new TallyEvent.Added(1));
    DATABASE
        .jdbi()
        .useHandle(h -> {
          h.execute(
              """
              INSERT INTO event_journal (persistence_id, sequence_number, writer,
                write_timestamp, adapter_manifest, event_ser_id, event_ser_manifest,
                event_payload)
              SELECT persistence_id, 2, writer, write_timestamp, adapter_manifest,
                event_ser_id, 'tally.from-the-future/9', '{}'::bytea
              FROM event_journal WHERE persistence_id = ?
              """,
              "tally|" + entity);
          h.execute(
              """
              INSERT INTO event_tag (event_id, tag)
              SELECT ordering, ? FROM event_journal
              WHERE persistence_id = ? AND sequence_number = 2
              """,
              com.quotahit.core.shared.EventTag.of("tally", entity),
              "tally|" + entity);
        });
    assertThat(passed(entity, 2, Duration.ofSeconds(30))).isTrue();
    assertThat(parked("test.sums", entity)).containsExactly("tally.from-the-future/9");
    assertThat(write(entity, new TallyEvent.Added(2)))
        .element(1)
        .isEqualTo(new UnreadableEvent<>("tally.from-the-future/9", "unknown name"));
    assertThat(passed(entity, 3, Duration.ofSeconds(30))).isTrue();
    assertThat(total(entity)).isEqualTo(3);
  }

  @Test
  void what_was_parked_is_taken_in_once_its_cause_is_mended() throws Exception {
    EntityId entity = newEntity();
    String id = "tally|" + entity;
    write(entity, new TallyEvent.Added(1), new TallyEvent.Added(13), new TallyEvent.Added(4));
    assertThat(passed(entity, 3, Duration.ofSeconds(30))).isTrue();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> HEARD.contains(entity.id() + "@3"));
    assertThat(letters.list(1_000))
        .filteredOn(parked -> parked.entity().equals(id))
        .extracting(DeadLettersPort.Parked::reader)
        .containsExactlyInAnyOrder("test.sums", "test.listener");
    assertThat(letters.replay("test.sums", id)).isEqualTo(new DeadLettersPort.Replayed(0, 1));
    assertThat(letters.replay("test.listener", id)).isEqualTo(new DeadLettersPort.Replayed(0, 1));
    assertThat(total(entity)).isEqualTo(5);
    mended = true;
    try {
      assertThat(letters.replay("test.sums", id)).isEqualTo(new DeadLettersPort.Replayed(1, 0));
      assertThat(letters.replay("test.listener", id)).isEqualTo(new DeadLettersPort.Replayed(1, 0));
    } finally {
      mended = false;
    }
    assertThat(total(entity)).as("each fact counts once").isEqualTo(18);
    assertThat(HEARD).contains(entity.id() + "@2");
    assertThat(parked("test.sums", entity)).isEmpty();
    assertThat(parked("test.listener", entity)).isEmpty();
    assertThat(letters.replay("test.sums", id)).isEqualTo(new DeadLettersPort.Replayed(0, 0));
    write(entity, new TallyEvent.Added(2));
    assertThat(passed(entity, 4, Duration.ofSeconds(30))).isTrue();
    assertThat(total(entity)).isEqualTo(20);
  }

  private static List<String> parked(String reader, EntityId entity) {
    return DATABASE
        .jdbi()
        .withHandle(h ->
            h.createQuery(
                    "SELECT event_name FROM projection_dead_letter"
                        + " WHERE projection = ? AND persistence_id = ?")
                .bind(0, reader)
                .bind(1, "tally|" + entity)
                .mapTo(String.class)
                .list());
  }
}
