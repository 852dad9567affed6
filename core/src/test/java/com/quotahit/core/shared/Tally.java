package com.quotahit.core.shared;

import java.time.Instant;
import java.util.List;

/**
 * The smallest entity that has every trait: stages, refusals, no-ops and several events at once.
 */
public sealed interface Tally {

  record Absent() implements Tally {}

  record Open(String title, int count) implements Tally {}

  record Closed(String title, int count, Instant closedAt) implements Tally {}

  sealed interface TallyCommand {
    record Start(String title) implements TallyCommand {}

    record Add(int amount) implements TallyCommand {}

    /** One event for each step. */
    record AddEach(List<Integer> amounts) implements TallyCommand {}

    record Close() implements TallyCommand {}

    /** Decides what {@code apply} cannot fold: a defect on purpose. */
    record Contradict() implements TallyCommand {}
  }

  sealed interface TallyEvent {
    record Started(String title) implements TallyEvent {}

    record Added(int amount) implements TallyEvent {}

    record Closed(Instant at) implements TallyEvent {}
  }

  sealed interface TallyRejection {
    record NoSuchTally() implements TallyRejection {}

    record AlreadyClosed(Instant closedAt) implements TallyRejection {}

    record TooMuch(int most) implements TallyRejection {}
  }

  Rules<Tally, TallyCommand, TallyEvent, TallyRejection> RULES = new TallyRules();

  /** A tally counts to 1,000,000 at the most. */
  final class TallyRules implements Rules<Tally, TallyCommand, TallyEvent, TallyRejection> {

    public static final int MOST = 1_000_000;

    @Override
    public Tally absent() {
      return new Absent();
    }

    @Override
    public Decision<TallyEvent, TallyRejection> decide(
        Tally tally, TallyCommand command, Instant now) {
      return switch (tally) {
        case Absent _ ->
            switch (command) {
              case TallyCommand.Start(String title) ->
                  Decision.accept(new TallyEvent.Started(title));
              case TallyCommand.Contradict _ -> Decision.accept(new TallyEvent.Added(1));
              case TallyCommand.Add _, TallyCommand.AddEach _, TallyCommand.Close _ ->
                  Decision.refuse(new TallyRejection.NoSuchTally());
            };
        case Open open ->
            switch (command) {
              case TallyCommand.Start _ -> Decision.accept();
              case TallyCommand.Add(int amount) -> add(open, List.of(amount));
              case TallyCommand.AddEach(List<Integer> amounts) -> add(open, amounts);
              case TallyCommand.Close _ -> Decision.accept(new TallyEvent.Closed(now));
              case TallyCommand.Contradict _ ->
                  Decision.accept(new TallyEvent.Closed(now), new TallyEvent.Added(1));
            };
        case Closed(_, _, Instant closedAt) ->
            command instanceof TallyCommand.Close
                ? Decision.accept()
                : Decision.refuse(new TallyRejection.AlreadyClosed(closedAt));
      };
    }

    private static Decision<TallyEvent, TallyRejection> add(Open open, List<Integer> amounts) {
      long sum = open.count();
      for (int amount : amounts) {
        sum += amount;
      }
      return sum > MOST
          ? Decision.refuse(new TallyRejection.TooMuch(MOST))
          : Decision.acceptAll(amounts.stream().map(TallyEvent.Added::new).toList());
    }

    @Override
    public Tally apply(Tally tally, TallyEvent event) {
      return switch (event) {
        case TallyEvent.Started(String title) -> new Open(title, 0);
        case TallyEvent.Added(int amount) when tally instanceof Open open ->
            new Open(open.title(), open.count() + amount);
        case TallyEvent.Closed(Instant at) when tally instanceof Open open ->
            new Closed(open.title(), open.count(), at);
        case TallyEvent.Added _, TallyEvent.Closed _ ->
            throw new IllegalStateException(event + " cannot follow " + tally);
      };
    }
  }
}
