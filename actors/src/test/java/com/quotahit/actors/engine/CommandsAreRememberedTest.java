package com.quotahit.actors.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.shared.By;
import com.quotahit.core.shared.EntityId;
import com.quotahit.core.shared.Tally;
import com.quotahit.core.shared.Tally.TallyCommand;
import com.quotahit.core.shared.Tally.TallyEvent;
import com.quotahit.core.shared.Tally.TallyRejection;
import com.quotahit.core.shared.UnreadableEvent;
import com.quotahit.core.shared.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class CommandsAreRememberedTest {

  static final Kind<Tally, TallyCommand, TallyEvent, TallyRejection> TALLY =
      new Kind<>(
          "tally",
          Tally.class,
          TallyCommand.class,
          TallyEvent.class,
          TallyRejection.class,
          Tally.RULES);
  static final EntityId ID =
      new EntityId(new WorkspaceId("wsp_01arz3ndektsv4rrffq69g5fav"), "tly_1");
  static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  private final EntitiesInMemory entities = new EntitiesInMemory(() -> NOW);

  private Reply<Tally, TallyRejection> execute(String commandId, TallyCommand command) {
    return execute(commandId, NOW.plusSeconds(5), command);
  }

  private Reply<Tally, TallyRejection> execute(
      String commandId, Instant notAfter, TallyCommand command) {
    return entities
        .execute(
            TALLY, ID, command, new Directive(commandId, notAfter, new By.Platform("test"), "cor"))
        .toCompletableFuture()
        .join();
  }

  @Test
  void asking_twice_gives_the_first_answers_revision_and_changes_nothing() {
    execute("1", new TallyCommand.Start("t"));
    assertThat(execute("2", new TallyCommand.AddEach(List.of(1, 2))))
        .isEqualTo(new Reply.Done<>(new Tally.Open("t", 3), 3));
    execute("3", new TallyCommand.Add(4));
    assertThat(execute("2", new TallyCommand.AddEach(List.of(1, 2))))
        .isEqualTo(new Reply.Done<>(new Tally.Open("t", 7), 3));
    assertThat(entities.events(TALLY, ID)).hasSize(4);
  }

  @Test
  void a_late_command_does_nothing_but_a_late_repeat_is_answered() {
    execute("1", new TallyCommand.Start("t"));
    assertThat(execute("2", NOW.minusMillis(1), new TallyCommand.Add(1)))
        .isEqualTo(new Reply.TooLate<>());
    assertThat(execute("1", NOW.minusMillis(1), new TallyCommand.Start("t")))
        .isEqualTo(new Reply.Done<>(new Tally.Open("t", 0), 1));
    assertThat(entities.events(TALLY, ID)).hasSize(1);
  }

  @Test
  void a_refusal_is_typed_and_changes_nothing() {
    assertThat(execute("1", new TallyCommand.Add(1)))
        .isEqualTo(new Reply.Refused<>(new TallyRejection.NoSuchTally()));
    assertThat(entities.events(TALLY, ID)).isEmpty();
  }

  @Test
  void a_command_is_remembered_for_two_minutes_however_many_came_after_it() {
    RecentCommands recent = RecentCommands.NONE;
    for (int i = 0; i < 6_000; i++) {
      recent = recent.with("c" + i, i, NOW.plusMillis(20L * i));
    }
    assertThat(recent.revisionAfter("c0")).hasValue(0);
    assertThat(recent.revisionAfter("c3001")).hasValue(3_001);
    recent = recent.with("later", 6_000, NOW.plus(RecentCommands.FOR).plusSeconds(60));
    assertThat(recent.revisionAfter("c0")).isEmpty();
    assertThat(recent.revisionAfter("c2900")).isEmpty();
    assertThat(recent.revisionAfter("c3200")).hasValue(3_200);
  }

  @Test
  void the_last_commands_are_remembered_however_long_ago_they_were() {
    RecentCommands recent = RecentCommands.NONE;
    for (int i = 0; i < 1_000; i++) {
      recent = recent.with("c" + i, i, NOW.plus(Duration.ofHours(i)));
    }
    for (int i = 1_000 - RecentCommands.KEPT; i < 1_000; i++) {
      assertThat(recent.revisionAfter("c" + i)).hasValue(i);
    }
    assertThat(recent.completed()).hasSizeLessThan(RecentCommands.KEPT + CommandTrail.BLOCK);
    assertThat(recent.revisionAfter("c0")).isEmpty();
  }

  @Test
  void no_more_than_so_many_are_remembered_and_the_oldest_go_first() {
    RecentCommands recent = RecentCommands.NONE;
    for (int i = 0; i < 20_000; i++) {
      recent = recent.with("c" + i, i, NOW);
      assertThat(recent.completed()).hasSizeLessThanOrEqualTo(RecentCommands.KEPT_MOST);
    }
    assertThat(recent.completed().getLast().commandId()).isEqualTo("c19999");
    assertThat(recent.revisionAfter("c0")).isEmpty();
    assertThat(recent.revisionAfter("c13000")).hasValue(13_000);
  }

  @Test
  void a_command_cut_short_in_the_journal_is_not_taken_for_done() {
    Directive two = new Directive("2", NOW, new By.Platform("test"), "cor");
    Remembered<Tally> now = Remembered.nothing(new Tally.Open("t", 0));
    var written =
        (Remembered.Considered.Write<Tally, TallyEvent, TallyRejection>)
            now.consider(Tally.RULES, new TallyCommand.AddEach(List.of(1, 2)), two, NOW);
    Remembered<Tally> half = now.after(written.entries().getFirst(), Tally.RULES);
    assertThat(half.recent().revisionAfter("2")).isEmpty();
    Remembered<Tally> whole = half.after(written.entries().getLast(), Tally.RULES);
    assertThat(whole.recent().revisionAfter("2")).hasValue(2);
  }

  @Test
  void an_unreadable_entry_keeps_the_state_before_it_and_ends_all_change() {
    Remembered<Tally> now = Remembered.nothing(new Tally.Open("t", 5));
    Remembered<Tally> after = now.after(new UnreadableEvent<>("tally.x/9", "unknown"), Tally.RULES);
    assertThat(after.state()).isEqualTo(new Tally.Open("t", 5));
    assertThat(after.revision()).isEqualTo(1);
    assertThat(after.quarantine()).contains("tally.x/9: unknown");
  }
}
