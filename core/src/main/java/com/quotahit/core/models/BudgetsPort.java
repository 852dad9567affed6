package com.quotahit.core.models;

import com.quotahit.core.shared.WorkspaceId;
import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/**
 * Budgets and what is spent of them, for all nodes together. An answer's highest cost is held
 * before it begins and gives way to its true cost when it has ended, so that parallel calls cannot
 * pass a limit together. Every call blocks shortly.
 */
public interface BudgetsPort {

  /** A budget with what is counted against it this month. */
  record Standing(Budget budget, MicroUsd spent) {}

  /** What one answer counts against. */
  record Count(Budget.Scope scope, String subject) {}

  /**
   * What one answer may cost, held until it is settled.
   *
   * @param use the answer's own id
   * @param within after which nobody settles it any more, as when its node died or nobody read it;
   *     then nothing is held
   */
  record Hold(String use, MicroUsd most, Duration within) {}

  /** What came of asking for room. */
  sealed interface Room {

    record Granted() implements Room {}

    record Exceeded(Budget budget) implements Room {}
  }

  List<Standing> standing(WorkspaceId workspace, YearMonth month);

  /**
   * Replaces the budget of this scope and subject. Whoever was told that the old one was nearly
   * spent is told again of one that is not. Where there was none, what the month has cost before
   * counts as well.
   */
  void set(WorkspaceId workspace, Budget budget, YearMonth month);

  boolean remove(WorkspaceId workspace, Budget.Scope scope, String subject);

  /** Counts what is held against every budget that applies, or against none. */
  Room reserve(WorkspaceId workspace, YearMonth month, List<Count> counts, Hold hold);

  /**
   * Counts what an answer has cost in place of what was held for it.
   *
   * @return budgets that have passed their soft limit with this, each told once a month
   */
  List<Budget> settle(
      WorkspaceId workspace,
      YearMonth month,
      List<Count> counts,
      String use,
      Optional<MicroUsd> cost);

  /**
   * Counts what a long answer has taken so far, and keeps the note of it, both or neither. The next
   * time counts only what has come since, so that a repeated count changes nothing. What was held
   * for it gives way to what is counted, and is let go when the answer is under way no more.
   *
   * @return as {@link #settle}
   */
  List<Budget> count(YearMonth month, List<Count> counts, ModelUse soFar);
}
