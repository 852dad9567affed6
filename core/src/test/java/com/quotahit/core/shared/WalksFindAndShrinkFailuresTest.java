package com.quotahit.core.shared;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quotahit.core.shared.Tally.TallyCommand;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class WalksFindAndShrinkFailuresTest {

  static TallyCommand any(Tally tally, RandomGenerator random) {
    return switch (random.nextInt(8)) {
      case 0 -> new TallyCommand.Start("t");
      case 1 -> new TallyCommand.AddEach(List.of(random.nextInt(90), 2, 3));
      case 2 ->
          tally instanceof Tally.Open && random.nextInt(9) > 0
              ? new TallyCommand.Add(5)
              : new TallyCommand.Close();
      default -> new TallyCommand.Add(random.nextInt(100));
    };
  }

  @Test
  void a_sound_entity_survives_ten_thousand_walks() {
    Walk.over(Tally.RULES, WalksFindAndShrinkFailuresTest::any)
        .leavingOut(TallyCommand.Contradict.class)
        .always("within the limit", tally -> count(tally) <= Tally.TallyRules.MOST)
        .run(10_000, 40);
  }

  @Test
  void a_broken_promise_is_reported_with_seed_and_the_fewest_commands() {
    assertThatThrownBy(() ->
            Walk.over(Tally.RULES, WalksFindAndShrinkFailuresTest::any)
                .always("below 50", tally -> count(tally) < 50)
                .run(100, 200))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("walk seed ")
        .hasMessageContaining("not below 50")
        .message()
        .matches(text -> text.lines().count() <= 14, "is short");
  }

  @Test
  void a_decision_that_cannot_be_applied_is_found() {
    assertThatThrownBy(() ->
            Walk.<Tally, TallyCommand, Tally.TallyEvent, Tally.TallyRejection>over(
                    Tally.RULES,
                    (_, random) ->
                        random.nextInt(5) == 0
                            ? new TallyCommand.Contradict()
                            : new TallyCommand.Add(1))
                .run(10, 50))
        .hasMessageContaining("cannot follow")
        .hasMessageContaining("fails after 1 of");
  }

  private static int count(Tally tally) {
    return switch (tally) {
      case Tally.Absent _ -> 0;
      case Tally.Open open -> open.count();
      case Tally.Closed closed -> closed.count();
    };
  }
}
