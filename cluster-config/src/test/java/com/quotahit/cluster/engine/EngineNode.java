package com.quotahit.cluster.engine;

import com.quotahit.actors.engine.Directive;
import com.quotahit.actors.engine.Entities;
import com.quotahit.actors.engine.EntitySettings;
import com.quotahit.actors.engine.Reply;
import com.quotahit.actors.engine.ShardedEntities;
import com.quotahit.cluster.LocalMember;
import com.quotahit.core.shared.By;
import com.quotahit.core.shared.EntityId;
import com.quotahit.core.shared.Tally;
import com.quotahit.core.shared.Tally.TallyCommand;
import com.quotahit.core.shared.Tally.TallyRejection;
import com.quotahit.persistence.database.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.typed.ActorSystem;

/** The engine as a node runs it, with the shipped settings, for tests within one JVM. */
final class EngineNode implements AutoCloseable {

  private final LocalMember member;
  private final Entities entities;

  EngineNode(Database database) throws Exception {
    this(database, "");
  }

  EngineNode(Database database, String settings) throws Exception {
    member = LocalMember.join(database, TallyNames.NAMES, settings);
    entities =
        new ShardedEntities(
            member.system(),
            InstantSource.system(),
            EntitySettings.from(member.config()),
            List.of(TallyNames.KIND));
  }

  ActorSystem<Void> system() {
    return member.system();
  }

  /** Asks once; fails with what the engine fails with. */
  Reply<Tally, TallyRejection> once(EntityId id, String commandId, TallyCommand command)
      throws Exception {
    return entities
        .execute(
            TallyNames.KIND,
            id,
            command,
            new Directive(commandId, Instant.now().plusSeconds(4), new By.Platform("test"), "cor"))
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }

  /** Asks again with the same id while no answer comes, for a minute at the most. */
  Reply<Tally, TallyRejection> execute(EntityId id, String commandId, TallyCommand command)
      throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      try {
        return once(id, commandId, command);
      } catch (ExecutionException lost) {
        if (!(lost.getCause() instanceof TimeoutException) || System.nanoTime() > end) {
          throw lost;
        }
      }
    }
  }

  Reply.Done<Tally, TallyRejection> read(EntityId id) throws Exception {
    return entities.read(TallyNames.KIND, id).toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws Exception {
    member.close();
  }
}
