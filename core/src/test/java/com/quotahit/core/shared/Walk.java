package com.quotahit.core.shared;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Random walks over {@code decide} and {@code apply}. Every walk has a seed that is printed when it
 * fails, together with the shortest list of commands that still fails; {@code -Dwalk.seed=…} walks
 * that one again.
 *
 * <p>Checked without asking: deciding twice gives the same answer, whatever is decided can be
 * applied, and many walks together try every command there is.
 *
 * <pre>{@code
 * Walk.over(CampaignRules.RULES, (campaign, random) -> anyCommand(random))
 *     .always("spent within budget", campaign -> campaign.spent() <= campaign.budget())
 *     .run(10_000, 60);
 * }</pre>
 */
public final class Walk<S, C, E, R> {

  /** What may be said about one step. */
  @FunctionalInterface
  public interface StepCheck<S, C, E, R> {
    /** What is wrong, or nothing. */
    Optional<String> problem(S before, C command, Decision<E, R> decision, S after);
  }

  private record Step<C>(Duration pause, C command) {}

  private static final int WALKS_THAT_TRY_ALL = 1_000;
  private static final Class<?>[] NONE = {};
  private static final Instant START = Instant.parse("2026-01-05T09:00:00Z");

  private final Rules<S, C, E, R> rules;
  private final BiFunction<S, RandomGenerator, C> next;
  private final List<StepCheck<S, C, E, R>> checks = new ArrayList<>();
  private final Set<Class<?>> tried = new HashSet<>();
  private Duration pauseMax = Duration.ofMinutes(2);

  private Walk(Rules<S, C, E, R> rules, BiFunction<S, RandomGenerator, C> next) {
    this.rules = rules;
    this.next = next;
  }

  /** Walks that take whatever command {@code next} gives for the state reached. */
  public static <S, C, E, R> Walk<S, C, E, R> over(
      Rules<S, C, E, R> rules, BiFunction<S, RandomGenerator, C> next) {
    return new Walk<>(rules, next);
  }

  /** Between two commands passes a random time up to this. */
  public Walk<S, C, E, R> pausesUpTo(Duration max) {
    pauseMax = max;
    return this;
  }

  /** Need not be tried. */
  public Walk<S, C, E, R> leavingOut(Class<? extends C> command) {
    tried.add(command);
    return this;
  }

  public Walk<S, C, E, R> always(String name, Predicate<S> holds) {
    return eachStep((_, _, _, after) ->
        holds.test(after) ? Optional.empty() : Optional.of("not " + name + ": " + after));
  }

  public Walk<S, C, E, R> eachStep(StepCheck<S, C, E, R> check) {
    checks.add(check);
    return this;
  }

  /** Runs many walks; the seed of the first comes from {@code -Dwalk.seed} or is drawn. */
  public void run(int walks, int steps) {
    Long chosen = Long.getLong("walk.seed");
    long first = chosen != null ? chosen : new Random().nextLong();
    int count = chosen != null ? 1 : walks;
    System.out.println("walk seed " + first + " (" + count + " walks of " + steps + " steps)");
    for (int i = 0; i < count; i++) {
      walk(first + i, steps);
    }
    if (count >= WALKS_THAT_TRY_ALL) {
      requireAllTried();
    }
  }

  private void requireAllTried() {
    for (Class<?> command : Set.copyOf(tried)) {
      for (Class<?> family : command.getInterfaces()) {
        for (Class<?> member : family.isSealed() ? family.getPermittedSubclasses() : NONE) {
          if (!tried.contains(member)) {
            throw new AssertionError("no walk tried the command " + member.getSimpleName());
          }
        }
      }
    }
  }

  private void walk(long seed, int steps) {
    Random random = new Random(seed);
    List<Step<C>> taken = new ArrayList<>();
    S state = rules.absent();
    Instant now = START;
    for (int i = 0; i < steps; i++) {
      Step<C> step =
          new Step<>(
              Duration.ofMillis(random.nextLong(pauseMax.toMillis() + 1)),
              next.apply(state, random));
      taken.add(step);
      tried.add(step.command().getClass());
      now = now.plus(step.pause());
      try {
        state = take(state, step.command(), now);
      } catch (RuntimeException | AssertionError failure) {
        throw report(seed, taken, failure);
      }
    }
  }

  private S take(S before, C command, Instant now) {
    Decision<E, R> decision = rules.decide(before, command, now);
    if (!decision.equals(rules.decide(before, command, now))) {
      throw new AssertionError("deciding twice gives two answers");
    }
    S after = before;
    if (decision instanceof Decision.Accepted<E, R>(List<E> events)) {
      for (E event : events) {
        after = rules.apply(after, event);
      }
    }
    for (StepCheck<S, C, E, R> check : checks) {
      check
          .problem(before, command, decision, after)
          .ifPresent(problem -> {
            throw new AssertionError(problem);
          });
    }
    return after;
  }

  private AssertionError report(long seed, List<Step<C>> taken, Throwable failure) {
    List<Step<C>> shortest = shrink(taken);
    StringBuilder text = new StringBuilder();
    text.append("walk seed ").append(seed).append(": ").append(failure.getMessage());
    text.append("\nfails after ").append(shortest.size()).append(" of ");
    text.append(taken.size()).append(" commands:");
    shortest.forEach(
        step -> text.append("\n  +").append(step.pause()).append("  ").append(step.command()));
    return new AssertionError(text.toString(), failure);
  }

  /** Leaves out ever smaller runs of commands as long as the rest still fails. */
  private List<Step<C>> shrink(List<Step<C>> failing) {
    List<Step<C>> best = failing;
    for (int chunk = Math.max(1, best.size() / 2); chunk >= 1; chunk /= 2) {
      for (int from = 0; from < best.size(); ) {
        List<Step<C>> fewer = new ArrayList<>(best.subList(0, from));
        fewer.addAll(best.subList(Math.min(best.size(), from + chunk), best.size()));
        if (fails(fewer)) {
          best = fewer;
        } else {
          from += chunk;
        }
      }
    }
    return best;
  }

  private boolean fails(List<Step<C>> steps) {
    S state = rules.absent();
    Instant now = START;
    try {
      for (Step<C> step : steps) {
        now = now.plus(step.pause());
        state = take(state, step.command(), now);
      }
      return false;
    } catch (RuntimeException | AssertionError failure) {
      return true;
    }
  }
}
