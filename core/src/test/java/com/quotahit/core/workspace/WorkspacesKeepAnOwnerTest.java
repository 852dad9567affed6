package com.quotahit.core.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.shared.Decision;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.Walk;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class WorkspacesKeepAnOwnerTest {

  private static final List<UserId> PEOPLE = List.of(person(1), person(2), person(3));

  private static UserId person(int n) {
    return new UserId("usr_" + "0".repeat(25) + n);
  }

  @Test
  void however_people_come_and_go_somebody_can_do_everything() {
    Walk.over(WorkspaceRules.RULES, (_, random) -> anyCommand(random))
        .always(
            "an owner in an open workspace",
            workspace ->
                switch (workspace) {
                  case Workspace.Absent _ -> true;
                  case Workspace.Open open ->
                      open.members().stream().anyMatch(m -> m.role() == Role.OWNER);
                })
        .run(10_000, 30);
  }

  private static WorkspaceCommand anyCommand(RandomGenerator random) {
    UserId user = PEOPLE.get(random.nextInt(PEOPLE.size()));
    Role role = Role.values()[random.nextInt(Role.values().length)];
    return switch (random.nextInt(5)) {
      case 0 -> new WorkspaceCommand.Create("North Wind", user);
      case 1 -> new WorkspaceCommand.AddMember(user, role);
      case 2 -> new WorkspaceCommand.ChangeRole(user, role);
      case 3 ->
          new WorkspaceCommand.SetRecording(
              new RecordingTerms(RecordingTerms.Calls.NOT_RECORDED, 1 + random.nextInt(99)));
      default -> new WorkspaceCommand.RemoveMember(user);
    };
  }

  @Test
  void the_last_owner_can_neither_leave_nor_step_down() {
    Workspace open =
        new Workspace.Open(
            "N",
            List.of(new Workspace.Member(PEOPLE.getFirst(), Role.OWNER)),
            RecordingTerms.USUAL);
    for (WorkspaceCommand command :
        List.of(
            new WorkspaceCommand.RemoveMember(PEOPLE.getFirst()),
            new WorkspaceCommand.ChangeRole(PEOPLE.getFirst(), Role.REP))) {
      assertThat(WorkspaceRules.RULES.decide(open, command, Instant.EPOCH))
          .isEqualTo(Decision.refuse(new WorkspaceRejection.LastOwner()));
    }
  }

  @Test
  void registering_twice_writes_nothing_and_another_person_cannot_take_the_id() {
    Walk.over(
            UserRules.RULES,
            (_, random) ->
                random.nextBoolean()
                    ? new UserCommand.Register(random.nextBoolean() ? "Ann" : "Bob")
                    : new UserCommand.GrantPlatformAdmin())
        .eachStep((before, _, _, after) ->
            before.getClass() == User.PlatformAdmin.class && !before.equals(after)
                ? java.util.Optional.of("an admin changed: " + before + " to " + after)
                : java.util.Optional.empty())
        .run(10_000, 10);
  }
}
