package com.quotahit.core.models;

import com.quotahit.core.shared.WorkspaceId;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/**
 * Budgets and what is spent of them, for all nodes together. An answer's highest cost is counted
 * before it begins and put right when it has ended, so that parallel calls cannot pass a limit
 * together. Every call blocks shortly.
 */
public interface BudgetsPort {

  /** A budget with what is counted against it this month. */
  record Standing(Budget budget, MicroUsd spent) {}

  /** What one answer counts against. */
  record Count(Budget.Scope scope, String subject) {}

  /** What came of asking for room. */
  sealed interface Room {

    record Granted() implements Room {}

    record Exceeded(Budget budget) implements Room {}
  }

  List<Standing> standing(WorkspaceId workspace, YearMonth month);

  /** Replaces the budget of this scope and subject. */
  void set(WorkspaceId workspace, Budget budget);

  boolean remove(WorkspaceId workspace, Budget.Scope scope, String subject);

  /** Counts {@code most} against every budget that applies, or against none. */
  Room reserve(WorkspaceId workspace, YearMonth month, List<Count> counts, MicroUsd most);

  /**
   * Puts right what was reserved.
   *
   * @return budgets that have passed their soft limit with this, each told once a month
   */
  List<Budget> settle(
      WorkspaceId workspace,
      YearMonth month,
      List<Count> counts,
      MicroUsd reserved,
      Optional<MicroUsd> cost);
}
