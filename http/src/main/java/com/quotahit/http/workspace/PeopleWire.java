package com.quotahit.http.workspace;

import com.quotahit.core.shared.Ids;
import com.quotahit.core.shared.Parsed;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.MembershipsPort.Person;
import com.quotahit.core.workspace.Permission;
import com.quotahit.core.workspace.Placement;
import com.quotahit.core.workspace.Role;
import com.quotahit.core.workspace.Scope;
import com.quotahit.core.workspace.Team;
import com.quotahit.core.workspace.TeamId;
import com.quotahit.core.workspace.Workspace;
import com.quotahit.http.edge.FieldChecks;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A workspace, its people and teams as the world sees them. */
final class PeopleWire {

  private PeopleWire() {}

  record WorkspaceWire(
      WorkspaceId id,
      String name,
      int version,
      Instant createdAt,
      int memberCount,
      List<UserId> ownerIds) {

    static WorkspaceWire of(WorkspaceId id, Workspace.Open open, Instant createdAt) {
      return new WorkspaceWire(
          id,
          open.name(),
          open.version(),
          createdAt,
          open.members().size(),
          open.members().stream()
              .filter(member -> member.role() == Role.OWNER)
              .map(Workspace.Member::user)
              .toList());
    }
  }

  record RenameWire(String name, int version) {
    Parsed<RenameWire> parse() {
      FieldChecks checks = new FieldChecks();
      String text = checks.text("name", name, 1, 100);
      return checks.parsed(() -> new RenameWire(text, version));
    }
  }

  record NewWorkspaceWire(String name) {
    Parsed<String> parse() {
      FieldChecks checks = new FieldChecks();
      String text = checks.text("name", name, 1, 100);
      return checks.parsed(() -> text);
    }
  }

  /** One of somebody's workspaces, by its id. */
  record ChosenWire(String workspaceId) {
    Parsed<WorkspaceId> parse() {
      return Ids.valid(WorkspaceId.PREFIX, workspaceId)
          ? Parsed.valid(new WorkspaceId(workspaceId))
          : Parsed.invalid("workspaceId", "invalid", "Name one of your workspaces by its id.");
    }
  }

  record HeirWire(String userId) {
    Parsed<UserId> parse() {
      return user("userId", userId);
    }
  }

  record ConfirmWire(String confirm) {}

  enum Status {
    ACTIVE,
    SUSPENDED
  }

  record MemberWire(
      UserId userId,
      String name,
      String email,
      Role role,
      Optional<TeamId> teamId,
      List<TeamId> teamIds,
      Instant joinedAt,
      Status status) {

    static MemberWire of(Person person) {
      return new MemberWire(
          person.user(),
          person.name(),
          person.email().value(),
          person.role(),
          person.placement().team(),
          person.placement().others().stream()
              .sorted((a, b) -> a.value().compareTo(b.value()))
              .toList(),
          person.joinedAt(),
          person.suspended() ? Status.SUSPENDED : Status.ACTIVE);
    }
  }

  /**
   * What is left out stays as it is.
   *
   * @param teamId the first team; an empty text for none
   * @param teamIds the teams beside it
   */
  record MemberChangeWire(
      Optional<String> role, Optional<String> teamId, Optional<List<String>> teamIds) {

    Parsed<MemberChange> parse() {
      FieldChecks checks = new FieldChecks();
      Optional<Role> next = role.flatMap(code -> checks.nested(PeopleWire.role("role", code)));
      Optional<TeamId> first =
          teamId
              .filter(id -> !id.isEmpty())
              .flatMap(id -> checks.nested(TeamId.parse("teamId", id)));
      Set<TeamId> beside = new HashSet<>();
      List<String> wanted = checks.atMost("teamIds", teamIds.orElse(List.of()), 50);
      for (int i = 0; i < wanted.size(); i++) {
        checks.nested(TeamId.parse("teamIds[" + i + "]", wanted.get(i))).ifPresent(beside::add);
      }
      return checks.parsed(() ->
          new MemberChange(next, teamId.isPresent(), first, teamIds.map(_ -> Set.copyOf(beside))));
    }
  }

  /**
   * @param others empty: they stay
   */
  record MemberChange(
      Optional<Role> role, boolean elsewhere, Optional<TeamId> team, Optional<Set<TeamId>> others) {

    Optional<Placement> placement(Placement now) {
      return elsewhere || others.isPresent()
          ? Optional.of(new Placement(elsewhere ? team : now.team(), others.orElse(now.others())))
          : Optional.empty();
    }
  }

  record TeamWire(TeamId id, String name, Optional<TeamId> parentId, int memberCount) {
    static TeamWire of(Team team, Workspace.Open open) {
      return new TeamWire(
          team.id(),
          team.name(),
          team.parent(),
          (int)
              open.members().stream()
                  .filter(member -> member.placement().all().contains(team.id()))
                  .count());
    }
  }

  /**
   * @param parentId left out or empty: part of no other team
   */
  record TeamFieldsWire(String name, Optional<String> parentId) {
    Parsed<TeamFields> parse() {
      FieldChecks checks = new FieldChecks();
      String text = checks.text("name", name, 1, 100);
      Optional<TeamId> parent =
          parentId
              .filter(id -> !id.isEmpty())
              .flatMap(id -> checks.nested(TeamId.parse("parentId", id)));
      return checks.parsed(() -> new TeamFields(text, parent));
    }
  }

  record TeamFields(String name, Optional<TeamId> parent) {}

  /** Who may do what, and how far. */
  record RolesWire(List<RoleWire> roles) {
    static RolesWire all() {
      return new RolesWire(
          Arrays.stream(Role.values()).filter(Role::forPeople).map(RoleWire::of).toList());
    }
  }

  record RoleWire(Role role, List<GrantWire> permissions) {
    static RoleWire of(Role role) {
      return new RoleWire(
          role,
          Arrays.stream(Permission.values())
              .filter(permission -> role.scope(permission).isPresent())
              .map(permission ->
                  new GrantWire(permission.code(), role.scope(permission).orElseThrow()))
              .toList());
    }
  }

  record GrantWire(String code, Scope scope) {}

  static Parsed<Role> role(String field, String code) {
    return Role.of(code)
        .filter(Role::forPeople)
        .map(Parsed::valid)
        .orElseGet(() ->
            Parsed.invalid(
                field,
                "invalid",
                "Choose one of "
                    + String.join(
                        ", ",
                        Arrays.stream(Role.values())
                            .filter(Role::forPeople)
                            .map(Role::code)
                            .toList())
                    + "."));
  }

  static Parsed<UserId> user(String field, String id) {
    return Ids.valid(UserId.PREFIX, id)
        ? Parsed.valid(new UserId(id))
        : Parsed.invalid(field, "invalid", "Name a member by their id.");
  }
}
