package com.quotahit.persistence.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.models.Budget;
import com.quotahit.core.models.BudgetsPort.Count;
import com.quotahit.core.models.BudgetsPort.Hold;
import com.quotahit.core.models.BudgetsPort.Room;
import com.quotahit.core.models.MicroUsd;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.persistence.database.TestDatabase;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("store")
class BudgetsHoldTogetherTest {

  private static final TestDatabase DB = TestDatabase.fresh(12);
  private static final WorkspaceId HERE = new WorkspaceId("wsp_" + "0".repeat(25) + "1");
  private static final WorkspaceId ELSEWHERE = new WorkspaceId("wsp_" + "0".repeat(25) + "2");
  private static final YearMonth MONTH = YearMonth.of(2026, 11);
  private static final MicroUsd EACH = new MicroUsd(300_000);

  private final BudgetTable table = new BudgetTable(DB.database().tenants());

  @AfterAll
  static void close() {
    DB.close();
  }

  @Test
  void fifty_calls_at_once_pass_a_limit_by_one_at_the_most() throws Exception {
    Budget budget = new Budget(Budget.Scope.WORKSPACE, "", new MicroUsd(1_000_000), 80);
    table.set(HERE, budget);
    List<Count> counts = List.of(new Count(Budget.Scope.WORKSPACE, ""));
    CountDownLatch together = new CountDownLatch(1);
    List<Future<Room>> asked = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        Hold hold = hold("use_" + i, EACH);
        asked.add(
            threads.submit(() -> {
              together.await();
              return table.reserve(HERE, MONTH, counts, hold);
            }));
      }
      together.countDown();
    }
    List<String> let = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      if (asked.get(i).get() instanceof Room.Granted) {
        let.add("use_" + i);
      }
    }
    assertThat(let).hasSize(4);
    assertThat(spent(HERE)).isEqualTo(1_200_000);
    assertThat(spent(HERE) - budget.month().value()).isLessThanOrEqualTo(EACH.value());

    List<Budget> told = new ArrayList<>();
    for (String use : let) {
      told.addAll(table.settle(HERE, MONTH, counts, use, Optional.of(new MicroUsd(210_000))));
    }
    assertThat(told).as("told once").hasSize(1);
    assertThat(spent(HERE)).isEqualTo(840_000);
    assertThat(table.reserve(HERE, MONTH, counts, hold("more", EACH)))
        .isInstanceOf(Room.Granted.class);
    assertThat(table.reserve(HERE, MONTH, counts, hold("too much", EACH)))
        .isInstanceOf(Room.Exceeded.class);
    assertThat(table.reserve(HERE, MONTH.plusMonths(1), counts, hold("next month", EACH)))
        .isInstanceOf(Room.Granted.class);
  }

  @Test
  void of_several_budgets_one_that_is_spent_counts_nothing_against_the_others() {
    table.set(ELSEWHERE, new Budget(Budget.Scope.USER, "usr_a", new MicroUsd(10_000_000), 80));
    table.set(ELSEWHERE, new Budget(Budget.Scope.PLATFORM, "", MicroUsd.ZERO, 80));
    Room room =
        table.reserve(
            ELSEWHERE,
            MONTH,
            List.of(new Count(Budget.Scope.USER, "usr_a"), new Count(Budget.Scope.PLATFORM, "")),
            hold("use_1", EACH));
    assertThat(room)
        .isEqualTo(new Room.Exceeded(new Budget(Budget.Scope.PLATFORM, "", MicroUsd.ZERO, 80)));
    assertThat(table.standing(ELSEWHERE, MONTH).stream().mapToLong(s -> s.spent().value()).sum())
        .isZero();
  }

  @Test
  void what_nobody_settles_is_held_only_as_long_as_it_may_take() {
    WorkspaceId place = new WorkspaceId("wsp_" + "0".repeat(25) + "3");
    List<Count> counts = List.of(new Count(Budget.Scope.WORKSPACE, ""));
    table.set(place, new Budget(Budget.Scope.WORKSPACE, "", EACH, 80));
    assertThat(table.reserve(place, MONTH, counts, new Hold("lost", EACH, Duration.ZERO)))
        .isInstanceOf(Room.Granted.class);
    assertThat(spent(place)).as("nobody can settle it any more").isZero();
    assertThat(table.reserve(place, MONTH, counts, hold("kept", EACH)))
        .isInstanceOf(Room.Granted.class);
    assertThat(spent(place)).isEqualTo(EACH.value());
    assertThat(table.reserve(place, MONTH, counts, hold("too much", EACH)))
        .isInstanceOf(Room.Exceeded.class);
    table.settle(place, MONTH, counts, "lost", Optional.of(new MicroUsd(1)));
    assertThat(spent(place))
        .as("one that comes to its end all the same is paid, and frees nobody else's")
        .isEqualTo(EACH.value() + 1);
    table.settle(place, MONTH, counts, "kept", Optional.of(new MicroUsd(2)));
    assertThat(spent(place)).isEqualTo(3);
  }

  @Test
  void of_a_budget_that_was_raised_somebody_is_told_again() {
    WorkspaceId place = new WorkspaceId("wsp_" + "0".repeat(25) + "4");
    List<Count> counts = List.of(new Count(Budget.Scope.WORKSPACE, ""));
    MicroUsd most = new MicroUsd(1_000);
    table.set(place, new Budget(Budget.Scope.WORKSPACE, "", most, 80));
    assertThat(table.settle(place, MONTH, counts, "a", Optional.of(new MicroUsd(900)))).hasSize(1);
    table.set(place, new Budget(Budget.Scope.WORKSPACE, "", most, 90));
    assertThat(table.settle(place, MONTH, counts, "b", Optional.of(MicroUsd.ZERO)))
        .as("still nearly spent")
        .isEmpty();
    table.set(place, new Budget(Budget.Scope.WORKSPACE, "", new MicroUsd(2_000), 80));
    assertThat(table.settle(place, MONTH, counts, "c", Optional.of(MicroUsd.ZERO))).isEmpty();
    assertThat(table.settle(place, MONTH, counts, "d", Optional.of(new MicroUsd(700)))).hasSize(1);
  }

  private static Hold hold(String use, MicroUsd most) {
    return new Hold(use, most, Duration.ofMinutes(10));
  }

  private long spent(WorkspaceId workspace) {
    return table.standing(workspace, MONTH).getFirst().spent().value();
  }
}
