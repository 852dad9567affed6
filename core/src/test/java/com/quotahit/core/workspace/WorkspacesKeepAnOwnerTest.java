package com.quotahit.core.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.shared.Decision;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.Walk;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class WorkspacesKeepAnOwnerTest {

  private static final List<UserId> PEOPLE = List.of(person(1), person(2), person(3));

  private static final int TEAMS = 8;

  private static TeamId team(int n) {
    return new TeamId("tm_" + "0".repeat(25) + n);
  }

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
                  case Workspace.Absent _, Workspace.Emptied _ -> true;
                  case Workspace.Open open -> hasOwner(open);
                  case Workspace.Discarded(Workspace.Open was, Instant _) -> hasOwner(was);
                })
        .always(
            "teams that are there, not too deep, never in themselves",
            workspace -> workspace.opened().map(WorkspacesKeepAnOwnerTest::sound).orElse(true))
        .eachStep((before, command, _, after) -> raised(before, command, after))
        .run(10_000, 40);
  }

  private static boolean hasOwner(Workspace.Open open) {
    return open.members().stream().anyMatch(m -> m.role() == Role.OWNER);
  }

  private static boolean sound(Workspace.Open open) {
    TeamTree tree = open.teams();
    return tree.teams().stream()
            .allMatch(team ->
                team.parent().map(parent -> tree.find(parent).isPresent()).orElse(true)
                    && tree.depth(team.id()) <= TeamTree.DEPTH_MAX)
        && open.members().stream().allMatch(member -> tree.holds(member.placement().all()))
        && open.members().stream().noneMatch(member -> member.role() == Role.API_CLIENT);
  }

  /** Nobody comes by more than whoever gave it to them has, least of all by themselves. */
  private static Optional<String> raised(
      Workspace before, WorkspaceCommand command, Workspace after) {
    if (!(command instanceof WorkspaceCommand.ChangeMember change)
        || !(change.by() instanceof Authority.Person(UserId actor))
        || before.equals(after)) {
      return Optional.empty();
    }
    Workspace.Open was = before.opened().orElseThrow();
    Role next = after.opened().orElseThrow().role(change.user()).orElseThrow();
    boolean fine =
        was.role(change.user()).equals(Optional.of(next))
            || was.role(actor).filter(held -> held.covers(next)).isPresent();
    return fine ? Optional.empty() : Optional.of("a role beyond the giver's: " + command);
  }

  private static WorkspaceCommand anyCommand(RandomGenerator random) {
    UserId user = PEOPLE.get(random.nextInt(PEOPLE.size()));
    UserId other = PEOPLE.get(random.nextInt(PEOPLE.size()));
    Role role = Role.values()[random.nextInt(Role.values().length)];
    TeamId team = team(random.nextInt(TEAMS));
    Optional<TeamId> maybe =
        random.nextBoolean() ? Optional.of(team(random.nextInt(TEAMS))) : Optional.empty();
    return switch (random.nextInt(14)) {
      case 0 -> new WorkspaceCommand.Create("North Wind", user);
      case 1, 2 -> new WorkspaceCommand.AddMember(user, role, maybe);
      case 3, 4 ->
          new WorkspaceCommand.ChangeMember(
              authority(other, random), user, Optional.of(role), maybe.map(Placement::in));
      case 5 ->
          new WorkspaceCommand.SetRecording(
              new RecordingTerms(RecordingTerms.Calls.NOT_RECORDED, 1 + random.nextInt(99)));
      case 6, 7 -> new WorkspaceCommand.MakeTeam(team, "Team " + team, maybe);
      case 8 -> new WorkspaceCommand.ChangeTeam(team, "Team " + random.nextInt(3), maybe);
      case 9 -> new WorkspaceCommand.RemoveTeam(team, maybe);
      case 10 -> new WorkspaceCommand.TransferOwnership(user, other);
      case 11 -> new WorkspaceCommand.Rename("Wind " + random.nextInt(3), random.nextInt(4));
      case 12 ->
          random.nextInt(4) == 0
              ? new WorkspaceCommand.Discard("North Wind", Instant.parse("2026-02-05T09:00:00Z"))
              : random.nextInt(4) == 0
                  ? new WorkspaceCommand.Empty()
                  : new WorkspaceCommand.Restore(user);
      default ->
          new WorkspaceCommand.RemoveMember(
              authority(other, random),
              user,
              random.nextBoolean() ? Optional.of(other) : Optional.empty());
    };
  }

  private static Authority authority(UserId user, RandomGenerator random) {
    return switch (random.nextInt(3)) {
      case 0 -> new Authority.Person(user);
      case 1 -> new Authority.Key(Role.REP.permissions());
      default -> new Authority.Platform();
    };
  }

  @Test
  void the_last_owner_can_neither_leave_nor_step_down() {
    Workspace open = Workspace.Open.begun("N", PEOPLE.getFirst());
    Authority self = new Authority.Person(PEOPLE.getFirst());
    for (WorkspaceCommand command :
        List.of(
            new WorkspaceCommand.RemoveMember(self, PEOPLE.getFirst(), Optional.empty()),
            new WorkspaceCommand.ChangeMember(
                self, PEOPLE.getFirst(), Optional.of(Role.REP), Optional.empty()))) {
      assertThat(WorkspaceRules.RULES.decide(open, command, Instant.EPOCH))
          .isEqualTo(Decision.refuse(new WorkspaceRejection.LastOwner()));
    }
  }

  @Test
  void registering_twice_writes_nothing_and_another_person_cannot_take_the_id() {
    Walk.over(
            UserRules.RULES,
            (_, random) ->
                switch (random.nextInt(4)) {
                  case 0, 1 -> new UserCommand.Register(random.nextBoolean() ? "Ann" : "Bob");
                  case 2 -> new UserCommand.GrantPlatformAdmin();
                  default -> new UserCommand.RevokePlatformAdmin();
                })
        .eachStep((before, command, _, after) ->
            before.getClass() == User.PlatformAdmin.class
                    && !(command instanceof UserCommand.RevokePlatformAdmin)
                    && !before.equals(after)
                ? java.util.Optional.of("an admin changed: " + before + " to " + after)
                : java.util.Optional.empty())
        .run(10_000, 10);
  }

  @Test
  void a_workspace_in_the_bin_is_emptied_in_its_time_and_not_before() {
    Instant until = Instant.parse("2026-02-05T09:00:00Z");
    Workspace.Open open = Workspace.Open.begun("N", PEOPLE.getFirst());
    Workspace binned = new Workspace.Discarded(open, until);
    WorkspaceCommand empty = new WorkspaceCommand.Empty();
    assertThat(WorkspaceRules.RULES.decide(open, empty, until)).isEqualTo(Decision.accept());
    assertThat(WorkspaceRules.RULES.decide(binned, empty, until.minusMillis(1)))
        .isEqualTo(Decision.accept());
    assertThat(WorkspaceRules.RULES.decide(binned, empty, until))
        .isEqualTo(Decision.accept(new WorkspaceEvent.Emptied()));
  }

  @Test
  void what_is_emptied_never_comes_back() {
    Workspace gone =
        WorkspaceRules.RULES.apply(new Workspace.Absent(), new WorkspaceEvent.Emptied());
    assertThat(
            WorkspaceRules.RULES.decide(
                gone, new WorkspaceCommand.Restore(PEOPLE.getFirst()), Instant.EPOCH))
        .isEqualTo(Decision.refuse(new WorkspaceRejection.NoSuchWorkspace()));
    assertThat(
            WorkspaceRules.RULES.decide(
                gone, new WorkspaceCommand.Create("N", PEOPLE.getFirst()), Instant.EPOCH))
        .isEqualTo(Decision.refuse(new WorkspaceRejection.AlreadyCreated()));
  }
}
