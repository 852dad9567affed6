package com.quotahit.actors.engine;

import com.quotahit.core.shared.Decision;
import com.quotahit.core.shared.JournalEntry;
import com.quotahit.core.shared.Recorded;
import com.quotahit.core.shared.Rules;
import com.quotahit.core.shared.UnreadableEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A state together with what makes asking twice harmless. Pure, so that the journaled entity and
 * the one in memory answer alike.
 *
 * @param revision number of events behind {@code state}
 * @param quarantine why nothing may be added any more: the journal holds an entry that this program
 *     cannot read; {@code state} is the one before it
 */
public record Remembered<S>(
    S state, long revision, RecentCommands recent, Optional<String> quarantine) {

  static <S> Remembered<S> nothing(S absent) {
    return new Remembered<>(absent, 0, RecentCommands.NONE, Optional.empty());
  }

  /** What a command leads to: entries to write, or an answer at once. */
  sealed interface Considered<S, E, R> {
    record Write<S, E, R>(List<Recorded<E>> entries) implements Considered<S, E, R> {}

    record Answer<S, E, R>(Reply<S, R> reply) implements Considered<S, E, R> {}
  }

  /**
   * A repeat is answered before its deadline is looked at: it has been done, late or not. Decided
   * events are folded before they are written, so that a defect in {@code apply} throws here and
   * never reaches the journal.
   */
  <C, E, R> Considered<S, E, R> consider(
      Rules<S, C, E, R> rules, C command, Directive directive, Instant now) {
    OptionalLong before = recent.revisionAfter(directive.commandId());
    if (before.isPresent()) {
      return new Considered.Answer<>(new Reply.Done<>(state, before.getAsLong()));
    }
    if (now.isAfter(directive.notAfter())) {
      return new Considered.Answer<>(new Reply.TooLate<>());
    }
    return switch (rules.decide(state, command, now)) {
      case Decision.Refused<E, R>(R why) -> new Considered.Answer<>(new Reply.Refused<>(why));
      case Decision.Accepted<E, R>(List<E> events) when events.isEmpty() ->
          new Considered.Answer<>(new Reply.Done<>(state, revision));
      case Decision.Accepted<E, R>(List<E> events) -> {
        S folded = state;
        for (E event : events) {
          folded = rules.apply(folded, event);
        }
        yield new Considered.Write<>(recorded(events, directive, now));
      }
    };
  }

  /**
   * After an entry from the journal; one that cannot be read or applied ends all further change.
   */
  <C, E, R> Remembered<S> after(JournalEntry<E> entry, Rules<S, C, E, R> rules) {
    if (quarantine.isPresent()) {
      return new Remembered<>(state, revision + 1, recent, quarantine);
    }
    return switch (entry) {
      case UnreadableEvent<E>(String name, String problem) ->
          new Remembered<>(state, revision + 1, recent, Optional.of(name + ": " + problem));
      case Recorded<E> recorded -> {
        long next = revision + 1;
        S applied;
        try {
          applied = rules.apply(state, recorded.event());
        } catch (RuntimeException contradiction) {
          yield new Remembered<>(state, next, recent, Optional.of("" + contradiction.getMessage()));
        }
        yield new Remembered<>(
            applied,
            next,
            recorded.completesCommand()
                ? recent.with(recorded.commandId(), next, recorded.at())
                : recent,
            Optional.empty());
      }
    };
  }

  private static <E> List<Recorded<E>> recorded(List<E> events, Directive directive, Instant now) {
    List<Recorded<E>> entries = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      entries.add(
          new Recorded<>(
              events.get(i),
              now,
              directive.by(),
              directive.correlation(),
              directive.commandId(),
              events.size() - 1 - i));
    }
    return entries;
  }
}
