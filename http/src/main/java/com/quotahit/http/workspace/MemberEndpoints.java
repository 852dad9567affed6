package com.quotahit.http.workspace;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.engine.Reply;
import com.quotahit.actors.workspace.Workspaces;
import com.quotahit.core.shared.Ids;
import com.quotahit.core.shared.Parsed;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.workspace.MembershipsPort.Filter;
import com.quotahit.core.workspace.OwnedRecordsPort;
import com.quotahit.core.workspace.Permission;
import com.quotahit.core.workspace.Placement;
import com.quotahit.core.workspace.TeamId;
import com.quotahit.core.workspace.Workspace;
import com.quotahit.core.workspace.WorkspaceCommand;
import com.quotahit.core.workspace.WorkspaceRejection;
import com.quotahit.http.edge.Answer;
import com.quotahit.http.edge.Call;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.http.edge.Nothing;
import com.quotahit.http.edge.PageWire;
import com.quotahit.http.edge.Problem;
import com.quotahit.http.edge.ProblemException;
import com.quotahit.http.workspace.PeopleWire.MemberChange;
import com.quotahit.http.workspace.PeopleWire.MemberChangeWire;
import com.quotahit.http.workspace.PeopleWire.MemberWire;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The people of a workspace: who they are, their roles and teams, and letting them go. */
public final class MemberEndpoints {

  private final Workspaces workspaces;
  private final Blocking blocking;
  private final List<OwnedRecordsPort> records;

  /**
   * @param records of all features, which must not be left without an owner
   */
  public MemberEndpoints(Workspaces workspaces, Blocking blocking, List<OwnedRecordsPort> records) {
    this.workspaces = workspaces;
    this.blocking = blocking;
    this.records = records;
  }

  public List<Endpoint<?, ?>> all() {
    return List.of(
        Endpoint.get("/workspace/members", "The people of the workspace")
            .needs(Permission.MEMBERS_READ)
            .answersPage(MemberWire.class)
            .query("query", "Part of a name or e-mail address")
            .query("team", "Only members of this team or of a team in it")
            .by((call, _) -> list(call)),
        Endpoint.patch("/workspace/members/{userId}", "Change somebody's role or teams")
            .needs(Permission.MEMBERS_MANAGE)
            .body(MemberChangeWire.class, MemberChangeWire::parse)
            .answers(MemberWire.class)
            .by(this::change),
        Endpoint.delete("/workspace/members/{userId}", "Take somebody out of the workspace")
            .needs(Permission.MEMBERS_MANAGE)
            .answersNothing()
            .query("reassignTo", "The member who gets what the person leaves behind")
            .by((call, _) -> remove(call)));
  }

  private CompletionStage<Answer<PageWire<MemberWire>>> list(Call call) {
    return teams(call)
        .thenCompose(teams ->
            workspaces.ask(rows ->
                rows.members(
                    call.workspace(),
                    new Filter(
                        call.query("query").filter(text -> !text.isBlank()),
                        teams,
                        call.page()
                            .after()
                            .filter(id -> Ids.valid(UserId.PREFIX, id))
                            .map(UserId::new)),
                    call.page().rows())))
        .thenApply(found ->
            Answer.of(
                PageWire.of(
                    found.stream().map(MemberWire::of).toList(),
                    call.page(),
                    item -> item.userId().value())));
  }

  /** A team that is not there has nobody in it. */
  private CompletionStage<Optional<Set<TeamId>>> teams(Call call) {
    Optional<String> asked = call.query("team");
    if (asked.isEmpty()) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    if (!Ids.valid(TeamId.PREFIX, asked.get())) {
      return CompletableFuture.completedFuture(Optional.of(Set.of()));
    }
    return workspaces
        .read(call.workspace())
        .thenApply(found ->
            found
                .state()
                .opened()
                .map(open -> open.teams().below(Set.of(new TeamId(asked.get())))));
  }

  private CompletionStage<Answer<MemberWire>> change(Call call, MemberChange wanted) {
    UserId user = member(call, "userId");
    return workspaces
        .read(call.workspace())
        .thenCompose(found -> {
          Placement now =
              found
                  .state()
                  .opened()
                  .flatMap(open -> open.member(user))
                  .map(Workspace.Member::placement)
                  .orElse(Placement.NOWHERE);
          return workspaces.tell(
              call.workspace(),
              new WorkspaceCommand.ChangeMember(
                  call.principal().authority(), user, wanted.role(), wanted.placement(now)),
              call.directive());
        })
        .thenCompose(reply -> shown(call, user, reply));
  }

  private CompletionStage<Answer<MemberWire>> shown(
      Call call, UserId user, Reply<Workspace, WorkspaceRejection> reply) {
    return switch (reply) {
      case Reply.Done<Workspace, WorkspaceRejection> _ ->
          workspaces
              .ask(rows -> rows.member(call.workspace(), user))
              .thenApply(person ->
                  person
                      .<Answer<MemberWire>>map(found -> Answer.of(MemberWire.of(found)))
                      .orElseGet(() -> Answer.refused(Problem.notFound())));
      case Reply.Refused<Workspace, WorkspaceRejection>(WorkspaceRejection why) ->
          CompletableFuture.completedFuture(Answer.refused(WorkspaceProblems.of(why)));
      case Reply.TooLate<Workspace, WorkspaceRejection> _ ->
          CompletableFuture.completedFuture(Answer.refused(Answer.tooLate()));
    };
  }

  private CompletionStage<Answer<Nothing>> remove(Call call) {
    UserId user = member(call, "userId");
    Optional<UserId> heir = call.query("reassignTo").map(id -> heir(id));
    return left(call, user, heir)
        .thenCompose(count ->
            count > 0
                ? CompletableFuture.completedFuture(Answer.refused(ownsRecords(count)))
                : workspaces
                    .tell(
                        call.workspace(),
                        new WorkspaceCommand.RemoveMember(call.principal().authority(), user, heir),
                        call.directive())
                    .thenApply(
                        reply -> Answer.from(reply, _ -> Nothing.NOTHING, WorkspaceProblems::of)));
  }

  /** How many records would be left without an owner. */
  private CompletionStage<Long> left(Call call, UserId user, Optional<UserId> heir) {
    return heir.isPresent()
        ? CompletableFuture.completedFuture(0L)
        : blocking.run(
            "database",
            () -> records.stream().mapToLong(port -> port.count(call.workspace(), user)).sum());
  }

  private static Problem ownsRecords(long count) {
    return Problem.of(
        409,
        "workspace.owns-records",
        "Owns records",
        (count == 1 ? "One record belongs" : count + " records belong")
            + " to this person. Say with reassignTo who gets them.");
  }

  private static UserId member(Call call, String gap) {
    return switch (PeopleWire.user(gap, call.path(gap))) {
      case Parsed.Valid<UserId>(UserId user) -> user;
      case Parsed.Invalid<UserId> _ -> throw new ProblemException(Problem.notFound());
    };
  }

  private static UserId heir(String id) {
    return switch (PeopleWire.user("reassignTo", id)) {
      case Parsed.Valid<UserId>(UserId user) -> user;
      case Parsed.Invalid<UserId>(var problems) ->
          throw new ProblemException(Problem.invalid(problems));
    };
  }
}
