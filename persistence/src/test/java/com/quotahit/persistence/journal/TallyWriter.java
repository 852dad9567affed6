package com.quotahit.persistence.journal;

import com.quotahit.core.shared.EntityId;
import com.quotahit.core.shared.EventTag;
import com.quotahit.core.shared.JournalEntry;
import com.quotahit.core.shared.Tally.TallyEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;

/**
 * Writes whatever it is told into the journal of one entity, and answers with all that is there.
 */
final class TallyWriter
    extends EventSourcedBehavior<
        TallyWriter.Write, JournalEntry<TallyEvent>, List<JournalEntry<TallyEvent>>> {

  record Write(
      List<JournalEntry<TallyEvent>> entries, ActorRef<List<JournalEntry<TallyEvent>>> replyTo) {}

  private final EntityId entity;

  TallyWriter(EntityId entity) {
    super(PersistenceId.ofUniqueId(Readers.persistenceId("tally", entity)));
    this.entity = entity;
  }

  @Override
  public List<JournalEntry<TallyEvent>> emptyState() {
    return List.of();
  }

  @Override
  public CommandHandler<Write, JournalEntry<TallyEvent>, List<JournalEntry<TallyEvent>>>
      commandHandler() {
    return (_, write) -> Effect().persist(write.entries()).thenReply(write.replyTo(), all -> all);
  }

  @Override
  public EventHandler<List<JournalEntry<TallyEvent>>, JournalEntry<TallyEvent>> eventHandler() {
    return (all, entry) -> {
      List<JournalEntry<TallyEvent>> more = new ArrayList<>(all);
      more.add(entry);
      return List.copyOf(more);
    };
  }

  @Override
  public Set<String> tagsFor(JournalEntry<TallyEvent> entry) {
    return Set.of(EventTag.of("tally", entity));
  }
}
