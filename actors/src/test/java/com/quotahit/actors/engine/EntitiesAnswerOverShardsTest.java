package com.quotahit.actors.engine;

import static com.quotahit.actors.engine.CommandsAreRememberedTest.NOW;
import static com.quotahit.actors.engine.CommandsAreRememberedTest.TALLY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quotahit.core.shared.By;
import com.quotahit.core.shared.EntityId;
import com.quotahit.core.shared.Tally;
import com.quotahit.core.shared.Tally.TallyCommand;
import com.quotahit.core.shared.Tally.TallyRejection;
import com.quotahit.core.shared.WorkspaceId;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("actor")
class EntitiesAnswerOverShardsTest {

  private static ActorTestKit kit;
  private static ShardedEntities entities;

  @BeforeAll
  static void start() {
    kit = LocalNode.withMemoryJournal();
    EntitySettings defaults = EntitySettings.from(ConfigFactory.load());
    entities =
        new ShardedEntities(
            kit.system(),
            () -> NOW,
            new EntitySettings(
                Duration.ofSeconds(3),
                defaults.snapshotEvery(),
                defaults.snapshotsKept(),
                defaults.persistBackoffMin(),
                defaults.persistBackoffMax()),
            List.of(TALLY));
  }

  @AfterAll
  static void stop() {
    kit.shutdownTestKit();
  }

  private static EntityId id(String name) {
    return new EntityId(new WorkspaceId("wsp_01arz3ndektsv4rrffq69g5fav"), name);
  }

  private static Directive directive(String commandId) {
    return new Directive(commandId, NOW, new By.Platform("test"), "cor-" + commandId);
  }

  /** Asks again with the same id when no answer came, as every caller may. */
  private static Reply<Tally, TallyRejection> execute(
      EntityId id, String commandId, TallyCommand command) throws Exception {
    for (int attempt = 1; ; attempt++) {
      try {
        return entities
            .execute(TALLY, id, command, directive(commandId))
            .toCompletableFuture()
            .get(25, TimeUnit.SECONDS);
      } catch (ExecutionException lost) {
        if (!(lost.getCause() instanceof TimeoutException) || attempt == 5) {
          throw lost;
        }
      }
    }
  }

  @Test
  void commands_are_done_refused_and_repeated_like_the_rules_say() throws Exception {
    EntityId id = id("a");
    assertThat(execute(id, "0", new TallyCommand.Add(1)))
        .isEqualTo(new Reply.Refused<>(new TallyRejection.NoSuchTally()));
    execute(id, "1", new TallyCommand.Start("t"));
    execute(id, "2", new TallyCommand.AddEach(List.of(1, 2, 3)));
    assertThat(execute(id, "2", new TallyCommand.AddEach(List.of(1, 2, 3))))
        .isEqualTo(new Reply.Done<>(new Tally.Open("t", 6), 4));
    assertThat(entities.read(TALLY, id).toCompletableFuture().get(25, TimeUnit.SECONDS))
        .isEqualTo(new Reply.Done<>(new Tally.Open("t", 6), 4));
  }

  @Test
  void fifty_at_once_with_one_command_id_write_once() throws Exception {
    EntityId id = id("b");
    execute(id, "1", new TallyCommand.Start("t"));
    List<CompletableFuture<Reply<Tally, TallyRejection>>> all =
        IntStream.range(0, 50)
            .mapToObj(_ ->
                entities
                    .execute(TALLY, id, new TallyCommand.Add(2), directive("same"))
                    .toCompletableFuture())
            .toList();
    for (var one : all) {
      assertThat(one.get(25, TimeUnit.SECONDS))
          .isEqualTo(new Reply.Done<>(new Tally.Open("t", 2), 2));
    }
  }

  @Test
  void a_repeat_after_the_entity_left_memory_is_still_a_repeat() throws Exception {
    EntityId id = id("c");
    execute(id, "1", new TallyCommand.Start("t"));
    for (int i = 0; i < 120; i++) {
      execute(id, "add" + i, new TallyCommand.Add(1));
    }
    leave(id);
    assertThat(execute(id, "add7", new TallyCommand.Add(1)))
        .isEqualTo(new Reply.Done<>(new Tally.Open("t", 120), 9));
  }

  @Test
  void rules_that_throw_fail_the_one_command_and_nothing_else() throws Exception {
    EntityId id = id("d");
    assertThatThrownBy(() -> execute(id, "1", new TallyCommand.Contradict()))
        .hasRootCauseInstanceOf(EntityDefect.class);
    execute(id, "2", new TallyCommand.Start("t"));
    assertThatThrownBy(() -> execute(id, "3", new TallyCommand.Contradict()))
        .hasRootCauseInstanceOf(EntityDefect.class);
    assertThat(execute(id, "4", new TallyCommand.Add(1)))
        .isEqualTo(new Reply.Done<>(new Tally.Open("t", 1), 2));
  }

  /** The entity stops; the next message starts it again from its journal. */
  private static void leave(EntityId id) {
    EntityTypeKey<EntityMessage> key = EntityTypeKey.create(EntityMessage.class, TALLY.name());
    ClusterSharding.get(kit.system())
        .entityRefFor(key, id.toString())
        .tell(new EntityMessage.Leave());
  }
}
