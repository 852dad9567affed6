package com.quotahit.bench;

import com.quotahit.actors.engine.Kind;
import com.quotahit.core.shared.Decision;
import com.quotahit.core.shared.Rules;
import com.quotahit.persistence.journal.JournalNames;
import java.time.Instant;

/** The plainest entity: every command is a fact of about half a kilobyte in the journal. */
final class BenchNote {

  /** With who, when and why the journal's payload is then about 500 bytes. */
  static final String TEXT = "x".repeat(340);

  sealed interface Command permits Write {}

  record Write(String text) implements Command {}

  sealed interface Event permits Written {}

  record Written(String text) implements Event {}

  sealed interface Rejection permits Never {}

  record Never() implements Rejection {}

  record State(long count) {}

  static final Kind<State, Command, Event, Rejection> KIND =
      new Kind<>(
          "bench-note",
          State.class,
          Command.class,
          Event.class,
          Rejection.class,
          new Rules<>() {
            @Override
            public State absent() {
              return new State(0);
            }

            @Override
            public Decision<Event, Rejection> decide(State state, Command command, Instant now) {
              return switch (command) {
                case Write(String text) -> Decision.accept(new Written(text));
              };
            }

            @Override
            public State apply(State state, Event event) {
              return new State(state.count() + 1);
            }
          });

  static final JournalNames<Event> NAMES =
      JournalNames.of("bench-note", Event.class).name("bench.note-written", Written.class);

  private BenchNote() {}
}
