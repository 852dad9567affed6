package com.quotahit.cluster.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quotahit.actors.engine.EntityQuarantined;
import com.quotahit.actors.engine.Reply;
import com.quotahit.cluster.LocalMember;
import com.quotahit.core.shared.EntityId;
import com.quotahit.core.shared.IdSource;
import com.quotahit.core.shared.Tally;
import com.quotahit.core.shared.Tally.TallyCommand;
import com.quotahit.core.shared.Tally.TallyRejection;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.persistence.cluster.EngineSelfCheck;
import com.quotahit.persistence.database.Database;
import com.quotahit.persistence.database.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("store")
class EngineKeepsItsWordTest {

  private static final IdSource IDS =
      IdSource.uuidV7(() -> Instant.parse("2026-01-01T00:00:00Z"), new Random());

  private final TestDatabase db = TestDatabase.fresh(24);
  private final Database database = db.database();

  @AfterEach
  void close() {
    db.close();
  }

  private static EntityId newEntity() {
    return new EntityId(new WorkspaceId(IDS.next("wsp")), IDS.next("tly"));
  }

  private void sql(String sql, Object... parameters) {
    database.jdbi().useHandle(h -> h.execute(sql, parameters));
  }

  private long rows(String sql, EntityId id) {
    return database
        .jdbi()
        .withHandle(h -> h.createQuery(sql).bind(0, "tally|" + id).mapTo(Long.class).one());
  }

  @Test
  void state_and_remembered_commands_outlive_the_node_with_and_without_snapshot() throws Exception {
    EntityId id = newEntity();
    try (EngineNode node = new EngineNode(database)) {
      node.execute(id, "start", new TallyCommand.Start("t"));
      for (int i = 0; i < 130; i++) {
        node.execute(id, "add" + i, new TallyCommand.Add(1));
      }
      node.execute(id, "many", new TallyCommand.AddEach(List.of(5, 5)));
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> rows("SELECT count(*) FROM snapshot WHERE persistence_id = ?", id) == 1);
    }
    long events = rows("SELECT count(*) FROM event_journal WHERE persistence_id = ?", id);
    assertThat(events).isEqualTo(133);
    try (EngineNode node = new EngineNode(database)) {
      assertThat(node.execute(id, "add3", new TallyCommand.Add(1)))
          .isEqualTo(new Reply.Done<>(new Tally.Open("t", 140), 5));
      assertThat(node.execute(id, "many", new TallyCommand.AddEach(List.of(5, 5))))
          .isEqualTo(new Reply.Done<>(new Tally.Open("t", 140), 133));
    }
    sql(
        "UPDATE snapshot SET snapshot_ser_manifest = 'snapshot:tally/000000000000',"
            + " snapshot_payload = 'other'");
    try (EngineNode node = new EngineNode(database)) {
      assertThat(node.execute(id, "more", new TallyCommand.Add(2)))
          .isEqualTo(new Reply.Done<>(new Tally.Open("t", 142), 134));
      assertThat(node.execute(id, "add3", new TallyCommand.Add(1)))
          .isEqualTo(new Reply.Done<>(new Tally.Open("t", 142), 5));
    }
  }

  @Test
  void an_unreadable_entry_quarantines_its_entity_and_no_other() throws Exception {
    EntityId sick = newEntity();
    EntityId healthy = newEntity();
    try (EngineNode node = new EngineNode(database)) {
      for (EntityId id : List.of(sick, healthy)) {
        node.execute(id, "1", new TallyCommand.Start("t"));
        node.execute(id, "2", new TallyCommand.Add(1));
        node.execute(id, "3", new TallyCommand.Add(1));
      }
    }
    sql(
        "UPDATE event_journal SET event_payload = 'garbage'"
            + " WHERE persistence_id = ? AND sequence_number = 3",
        "tally|" + sick);
    try (EngineNode node = new EngineNode(database)) {
      assertThatThrownBy(() -> node.execute(sick, "4", new TallyCommand.Add(1)))
          .hasRootCauseInstanceOf(EntityQuarantined.class);
      assertThat(node.read(sick).state()).isEqualTo(new Tally.Open("t", 1));
      assertThat(node.execute(healthy, "4", new TallyCommand.Add(1)))
          .isEqualTo(new Reply.Done<>(new Tally.Open("t", 3), 4));
    }
  }

  @Test
  void while_the_journal_is_away_nothing_is_acknowledged_and_afterwards_all_goes_on()
      throws Exception {
    EntityId id = newEntity();
    try (EngineNode node = new EngineNode(database)) {
      node.execute(id, "1", new TallyCommand.Start("t"));
      db.asOwner("ALTER TABLE event_journal RENAME TO away");
      assertThatThrownBy(() -> node.once(id, "2", new TallyCommand.Add(1)));
      db.asOwner("ALTER TABLE away RENAME TO event_journal");
      assertThat(node.execute(id, "2", new TallyCommand.Add(1)))
          .isEqualTo(new Reply.Done<>(new Tally.Open("t", 1), 2));
      assertThat(rows("SELECT count(*) FROM event_journal WHERE persistence_id = ?", id))
          .isEqualTo(2);
    }
  }

  @Test
  void entities_answer_from_every_node_and_move_when_one_leaves() throws Exception {
    List<EntityId> ids =
        java.util.stream.Stream.generate(EngineKeepsItsWordTest::newEntity).limit(20).toList();
    try (EngineNode first = new EngineNode(database)) {
      try (EngineNode second = new EngineNode(database)) {
        Awaitility.await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> up(first) == 2 && up(second) == 2);
        for (EntityId id : ids) {
          first.execute(id, "1", new TallyCommand.Start("t"));
          assertThat(second.execute(id, "2", new TallyCommand.Add(3)))
              .isEqualTo(new Reply.Done<>(new Tally.Open("t", 3), 2));
          assertThat(second.execute(newEntity(), "1", new TallyCommand.Add(1)))
              .isEqualTo(new Reply.Refused<>(new TallyRejection.NoSuchTally()));
        }
      }
      for (EntityId id : ids) {
        assertThat(first.execute(id, "2", new TallyCommand.Add(3)))
            .isEqualTo(new Reply.Done<>(new Tally.Open("t", 3), 2));
      }
    }
  }

  @Test
  void the_shipped_settings_are_safe_and_an_unsafe_one_stops_the_start() {
    EngineSelfCheck.require(LocalMember.config(""), database, InstantSource.system());
    for (String unsafe :
        List.of(
            "pekko.cluster.downing-provider-class = \"\"",
            "pekko.cluster.sharding.number-of-shards = 61",
            "quotahit.cluster.lease.heartbeat-timeout = 15s",
            "pekko.persistence.journal-plugin-fallback.replay-filter.mode = off",
            "pekko.actor.allow-java-serialization = on",
            "quotahit.database.connection-wait = 180s")) {
      assertThatThrownBy(() ->
              EngineSelfCheck.require(LocalMember.config(unsafe), database, InstantSource.system()))
          .hasMessageContaining(unsafe.substring(0, unsafe.indexOf(' ')));
    }
  }

  private static int up(EngineNode node) {
    int up = 0;
    for (var member : Cluster.get(node.system()).state().getMembers()) {
      up += member.status() == MemberStatus.up() ? 1 : 0;
    }
    return up;
  }
}
