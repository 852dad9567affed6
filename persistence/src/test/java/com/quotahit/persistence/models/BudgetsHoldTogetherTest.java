package com.quotahit.persistence.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.models.Budget;
import com.quotahit.core.models.BudgetsPort.Count;
import com.quotahit.core.models.BudgetsPort.Room;
import com.quotahit.core.models.MicroUsd;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.persistence.database.TestDatabase;
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
        asked.add(
            threads.submit(() -> {
              together.await();
              return table.reserve(HERE, MONTH, counts, EACH);
            }));
      }
      together.countDown();
    }
    long granted = 0;
    for (Future<Room> each : asked) {
      granted += each.get() instanceof Room.Granted ? 1 : 0;
    }
    assertThat(granted).isEqualTo(4);
    assertThat(spent(HERE)).isEqualTo(1_200_000);
    assertThat(spent(HERE) - budget.month().value()).isLessThanOrEqualTo(EACH.value());

    List<Budget> told = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      told.addAll(table.settle(HERE, MONTH, counts, EACH, Optional.of(new MicroUsd(210_000))));
    }
    assertThat(told).as("told once").hasSize(1);
    assertThat(spent(HERE)).isEqualTo(840_000);
    assertThat(table.reserve(HERE, MONTH, counts, EACH)).isInstanceOf(Room.Granted.class);
    assertThat(table.reserve(HERE, MONTH, counts, EACH)).isInstanceOf(Room.Exceeded.class);
    assertThat(table.reserve(HERE, MONTH.plusMonths(1), counts, EACH))
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
            EACH);
    assertThat(room)
        .isEqualTo(new Room.Exceeded(new Budget(Budget.Scope.PLATFORM, "", MicroUsd.ZERO, 80)));
    assertThat(table.standing(ELSEWHERE, MONTH).stream().mapToLong(s -> s.spent().value()).sum())
        .isZero();
  }

  private long spent(WorkspaceId workspace) {
    return table.standing(workspace, MONTH).getFirst().spent().value();
  }
}
