package com.quotahit.persistence.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.models.Budget;
import com.quotahit.core.models.BudgetsPort.Count;
import com.quotahit.core.models.BudgetsPort.Hold;
import com.quotahit.core.models.BudgetsPort.Room;
import com.quotahit.core.models.KeySource;
import com.quotahit.core.models.MicroUsd;
import com.quotahit.core.models.ModelUse;
import com.quotahit.core.models.ModelUse.Outcome;
import com.quotahit.core.models.Provider;
import com.quotahit.core.models.TokenUse;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.persistence.database.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
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
  private final UsageTable usage = new UsageTable(DB.database().tenants());

  @AfterAll
  static void close() {
    DB.close();
  }

  @Test
  void fifty_calls_at_once_pass_a_limit_by_one_at_the_most() throws Exception {
    Budget budget = new Budget(Budget.Scope.WORKSPACE, "", new MicroUsd(1_000_000), 80);
    table.set(HERE, budget, MONTH);
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
    table.set(
        ELSEWHERE, new Budget(Budget.Scope.USER, "usr_a", new MicroUsd(10_000_000), 80), MONTH);
    table.set(ELSEWHERE, new Budget(Budget.Scope.PLATFORM, "", MicroUsd.ZERO, 80), MONTH);
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
    table.set(place, new Budget(Budget.Scope.WORKSPACE, "", EACH, 80), MONTH);
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
    table.set(place, new Budget(Budget.Scope.WORKSPACE, "", most, 80), MONTH);
    assertThat(table.settle(place, MONTH, counts, "a", Optional.of(new MicroUsd(900)))).hasSize(1);
    table.set(place, new Budget(Budget.Scope.WORKSPACE, "", most, 90), MONTH);
    assertThat(table.settle(place, MONTH, counts, "b", Optional.of(MicroUsd.ZERO)))
        .as("still nearly spent")
        .isEmpty();
    table.set(place, new Budget(Budget.Scope.WORKSPACE, "", new MicroUsd(2_000), 80), MONTH);
    assertThat(table.settle(place, MONTH, counts, "c", Optional.of(MicroUsd.ZERO))).isEmpty();
    assertThat(table.settle(place, MONTH, counts, "d", Optional.of(new MicroUsd(700)))).hasSize(1);
  }

  @Test
  void what_a_long_answer_takes_is_counted_once_however_often_it_is_written() {
    WorkspaceId place = new WorkspaceId("wsp_" + "0".repeat(25) + "5");
    List<Count> counts = List.of(new Count(Budget.Scope.WORKSPACE, ""));
    table.set(place, new Budget(Budget.Scope.WORKSPACE, "", new MicroUsd(1_000), 80), MONTH);
    table.reserve(place, MONTH, counts, hold("use_call", new MicroUsd(500)));
    for (int i = 0; i < 3; i++) {
      table.count(MONTH, counts, use(place, "use_call", 200, Outcome.UNDER_WAY));
    }
    assertThat(spent(place)).as("200 spent and 300 held").isEqualTo(500);
    assertThat(usage.find(place, "use_call").orElseThrow().outcome()).isEqualTo(Outcome.UNDER_WAY);
    table.count(MONTH, counts, use(place, "use_call", 700, Outcome.UNDER_WAY));
    assertThat(spent(place)).as("more than was held").isEqualTo(700);
    assertThat(table.count(MONTH, counts, use(place, "use_call", 900, Outcome.ANSWERED)))
        .as("told of the soft limit")
        .hasSize(1);
    assertThat(table.count(MONTH, counts, use(place, "use_call", 900, Outcome.ANSWERED))).isEmpty();
    assertThat(spent(place)).isEqualTo(900);
    ModelUse noted = usage.find(place, "use_call").orElseThrow();
    assertThat(noted.outcome()).isEqualTo(Outcome.ANSWERED);
    assertThat(noted.cost()).contains(new MicroUsd(900));
  }

  @Test
  void one_that_nobody_ended_went_down_with_its_node() {
    WorkspaceId place = new WorkspaceId("wsp_" + "0".repeat(25) + "6");
    table.count(MONTH, List.of(), use(place, "use_lost", 5, Outcome.UNDER_WAY, 4));
    assertThat(usage.find(place, "use_lost").orElseThrow().outcome()).isEqualTo(Outcome.BROKEN);
  }

  @Test
  void a_budget_that_is_set_later_counts_what_the_month_has_cost_before() {
    WorkspaceId place = new WorkspaceId("wsp_" + "0".repeat(25) + "7");
    YearMonth now = YearMonth.now(ZoneOffset.UTC);
    usage.note(use(place, "use_1", 300, Outcome.ANSWERED));
    usage.note(use(place, "use_2", 400, Outcome.ANSWERED, 24 * 40));
    Budget budget = new Budget(Budget.Scope.MODULE, "practice", new MicroUsd(1_000), 80);
    table.set(place, budget, now);
    table.set(place, new Budget(Budget.Scope.MODULE, "coach", new MicroUsd(1_000), 80), now);
    assertThat(table.standing(place, now))
        .extracting(standing -> standing.spent().value())
        .containsExactly(0L, 300L);
    List<Count> counts = List.of(new Count(Budget.Scope.MODULE, "practice"));
    table.settle(place, now, counts, "use_3", Optional.of(new MicroUsd(50)));
    table.set(place, budget, now);
    assertThat(table.standing(place, now).getLast().spent())
        .as("the counter stands while the budget does")
        .isEqualTo(new MicroUsd(350));
  }

  private static ModelUse use(WorkspaceId place, String id, long micros, Outcome outcome) {
    return use(place, id, micros, outcome, 0);
  }

  private static ModelUse use(
      WorkspaceId place, String id, long micros, Outcome outcome, int hoursAgo) {
    return new ModelUse(
        id,
        place,
        new UserId("usr_" + "0".repeat(25) + "1"),
        new ModelUse.Purpose("practice", "practice.call", "call", 1, List.of()),
        KeySource.WORKSPACE,
        Optional.empty(),
        Provider.OPENAI,
        "openai/gpt-realtime-2.1",
        TokenUse.measured(10, 0, 10),
        Optional.of(new MicroUsd(micros)),
        outcome,
        Optional.empty(),
        Instant.now().minus(Duration.ofHours(hoursAgo)),
        0,
        1);
  }

  private static Hold hold(String use, MicroUsd most) {
    return new Hold(use, most, Duration.ofMinutes(10));
  }

  private long spent(WorkspaceId workspace) {
    return table.standing(workspace, MONTH).getFirst().spent().value();
  }
}
