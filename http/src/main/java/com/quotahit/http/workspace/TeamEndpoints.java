package com.quotahit.http.workspace;

import com.quotahit.actors.workspace.Workspaces;
import com.quotahit.core.shared.Ids;
import com.quotahit.core.shared.Parsed;
import com.quotahit.core.workspace.Permission;
import com.quotahit.core.workspace.Team;
import com.quotahit.core.workspace.TeamId;
import com.quotahit.core.workspace.Workspace;
import com.quotahit.core.workspace.WorkspaceCommand;
import com.quotahit.http.edge.Answer;
import com.quotahit.http.edge.Call;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.http.edge.Nothing;
import com.quotahit.http.edge.PageWire;
import com.quotahit.http.edge.Problem;
import com.quotahit.http.edge.ProblemException;
import com.quotahit.http.workspace.PeopleWire.TeamFields;
import com.quotahit.http.workspace.PeopleWire.TeamFieldsWire;
import com.quotahit.http.workspace.PeopleWire.TeamWire;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The teams of a workspace, as a tree. */
public final class TeamEndpoints {

  private final Workspaces workspaces;

  public TeamEndpoints(Workspaces workspaces) {
    this.workspaces = workspaces;
  }

  public List<Endpoint<?, ?>> all() {
    return List.of(
        Endpoint.get("/workspace/teams", "All teams; each names the one it is part of")
            .needs(Permission.MEMBERS_READ)
            .answersPage(TeamWire.class)
            .by((call, _) -> list(call)),
        Endpoint.post("/workspace/teams", "Make a team")
            .needs(Permission.MEMBERS_MANAGE)
            .body(TeamFieldsWire.class, TeamFieldsWire::parse)
            .answers(201, TeamWire.class)
            .by(this::make),
        Endpoint.patch("/workspace/teams/{id}", "Rename a team, or make it part of another")
            .needs(Permission.MEMBERS_MANAGE)
            .body(TeamFieldsWire.class, TeamFieldsWire::parse)
            .answers(TeamWire.class)
            .by(this::change),
        Endpoint.delete("/workspace/teams/{id}", "Remove a team; its parts go one level up")
            .needs(Permission.MEMBERS_MANAGE)
            .answersNothing()
            .query("moveTo", "The team that its members go to")
            .by((call, _) -> remove(call)));
  }

  /** There are never more than fit into the workspace's state, so all of them make one page. */
  private CompletionStage<Answer<PageWire<TeamWire>>> list(Call call) {
    return workspaces
        .read(call.workspace())
        .thenApply(found ->
            found
                .state()
                .opened()
                .<Answer<PageWire<TeamWire>>>map(open ->
                    Answer.of(
                        PageWire.all(
                            open.teams().teams().stream()
                                .sorted(Comparator.comparing(Team::name))
                                .map(team -> TeamWire.of(team, open))
                                .toList())))
                .orElseGet(() -> Answer.refused(Problem.notFound())));
  }

  private CompletionStage<Answer<TeamWire>> make(Call call, TeamFields wanted) {
    TeamId id = new TeamId(call.ids().next(TeamId.PREFIX));
    return tell(call, new WorkspaceCommand.MakeTeam(id, wanted.name(), wanted.parent()), id);
  }

  private CompletionStage<Answer<TeamWire>> change(Call call, TeamFields wanted) {
    TeamId id = team(call.path("id"));
    return tell(call, new WorkspaceCommand.ChangeTeam(id, wanted.name(), wanted.parent()), id);
  }

  private CompletionStage<Answer<TeamWire>> tell(Call call, WorkspaceCommand command, TeamId id) {
    return known(call, id, command)
        .thenCompose(_ -> workspaces.tell(call.workspace(), command, call.directive()))
        .thenApply(reply -> Answer.from(reply, state -> wire(state, id), WorkspaceProblems::of));
  }

  /** A team in the path that is not there does not exist; one in the body is a mistake there. */
  private CompletionStage<Workspace> known(Call call, TeamId id, WorkspaceCommand command) {
    return workspaces
        .read(call.workspace())
        .thenApply(found -> {
          boolean there =
              command instanceof WorkspaceCommand.MakeTeam
                  || found.state().opened().flatMap(open -> open.teams().find(id)).isPresent();
          if (!there) {
            throw new ProblemException(Problem.notFound());
          }
          return found.state();
        });
  }

  private static TeamWire wire(Workspace state, TeamId id) {
    Workspace.Open open = state.opened().orElseThrow();
    return TeamWire.of(open.teams().find(id).orElseThrow(), open);
  }

  private CompletionStage<Answer<Nothing>> remove(Call call) {
    TeamId id = team(call.path("id"));
    Optional<TeamId> target = call.query("moveTo").map(TeamEndpoints::target);
    WorkspaceCommand command = new WorkspaceCommand.RemoveTeam(id, target);
    return known(call, id, command)
        .thenCompose(_ -> workspaces.tell(call.workspace(), command, call.directive()))
        .thenApply(reply -> Answer.from(reply, _ -> Nothing.NOTHING, WorkspaceProblems::of));
  }

  private static TeamId team(String id) {
    if (!Ids.valid(TeamId.PREFIX, id)) {
      throw new ProblemException(Problem.notFound());
    }
    return new TeamId(id);
  }

  private static TeamId target(String id) {
    return switch (TeamId.parse("moveTo", id)) {
      case Parsed.Valid<TeamId>(TeamId team) -> team;
      case Parsed.Invalid<TeamId>(var problems) ->
          throw new ProblemException(Problem.invalid(problems));
    };
  }
}
