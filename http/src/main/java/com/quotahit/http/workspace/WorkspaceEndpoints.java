package com.quotahit.http.workspace;

import com.quotahit.actors.engine.Reply;
import com.quotahit.actors.workspace.LiveSessions;
import com.quotahit.actors.workspace.Workspaces;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.MembershipsPort.Membership;
import com.quotahit.core.workspace.Permission;
import com.quotahit.core.workspace.Role;
import com.quotahit.core.workspace.Workspace;
import com.quotahit.core.workspace.WorkspaceCommand;
import com.quotahit.core.workspace.WorkspaceRejection;
import com.quotahit.http.edge.Answer;
import com.quotahit.http.edge.Call;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.http.edge.Nothing;
import com.quotahit.http.edge.Problem;
import com.quotahit.http.workspace.PeopleWire.ChosenWire;
import com.quotahit.http.workspace.PeopleWire.ConfirmWire;
import com.quotahit.http.workspace.PeopleWire.HeirWire;
import com.quotahit.http.workspace.PeopleWire.NewWorkspaceWire;
import com.quotahit.http.workspace.PeopleWire.RenameWire;
import com.quotahit.http.workspace.PeopleWire.RolesWire;
import com.quotahit.http.workspace.PeopleWire.WorkspaceWire;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpHeader;

/** A workspace as a whole, and moving between one's own. */
public final class WorkspaceEndpoints {

  /** How long a deleted workspace can be brought back. */
  private static final Duration BIN = Duration.ofDays(30);

  /** Enough for anybody, and not enough to fill the place up. */
  private static final int OWNED_MAX = 20;

  private final Workspaces workspaces;
  private final LiveSessions sessions;

  public WorkspaceEndpoints(Workspaces workspaces, LiveSessions sessions) {
    this.workspaces = workspaces;
    this.sessions = sessions;
  }

  public List<Endpoint<?, ?>> all() {
    return List.of(
        Endpoint.get("/workspace", "The workspace one is in")
            .needs(Permission.MEMBERS_READ)
            .answers(WorkspaceWire.class)
            .by((call, _) -> show(call)),
        Endpoint.patch("/workspace", "Give the workspace another name")
            .needs(Permission.SETTINGS_MANAGE)
            .body(RenameWire.class, RenameWire::parse)
            .answers(WorkspaceWire.class)
            .by(this::rename),
        Endpoint.post("/workspace/transfer-ownership", "Make another member owner in one's place")
            .needs(Permission.OWNERSHIP_TRANSFER)
            .body(HeirWire.class, HeirWire::parse)
            .answers(WorkspaceWire.class)
            .recentSignIn()
            .notWhileImpersonating()
            .by(this::transfer),
        Endpoint.delete("/workspace", "Delete the workspace; it can be brought back for 30 days")
            .needs(Permission.OWNERSHIP_TRANSFER)
            .body(ConfirmWire.class)
            .answersNothing()
            .recentSignIn()
            .notWhileImpersonating()
            .by(this::discard),
        Endpoint.post("/workspace/restore", "Bring a deleted workspace of one's own back")
            .signedIn()
            .body(ChosenWire.class, ChosenWire::parse)
            .answersNothing()
            .notWhileImpersonating()
            .by(this::restore),
        Endpoint.get("/workspace/roles", "Which role may do what, and how far")
            .signedIn()
            .answers(RolesWire.class)
            .by((_, _) -> CompletableFuture.completedFuture(Answer.of(RolesWire.all()))),
        Endpoint.post("/workspaces", "Open another workspace")
            .signedIn()
            .body(NewWorkspaceWire.class, NewWorkspaceWire::parse)
            .answers(201, AccountWire.WorkspaceWire.class)
            .notWhileImpersonating()
            .by(this::create),
        Endpoint.post("/me/workspace", "Go on in another workspace of one's own")
            .signedIn()
            .body(ChosenWire.class, ChosenWire::parse)
            .answersNothing()
            .repeat(Endpoint.Repeat.RUN_AGAIN)
            .notWhileImpersonating()
            .by(this::enter));
  }

  private CompletionStage<Answer<WorkspaceWire>> show(Call call) {
    return workspaces.read(call.workspace()).thenCompose(found -> shown(call, found.state()));
  }

  private CompletionStage<Answer<WorkspaceWire>> shown(Call call, Workspace state) {
    return workspaces
        .ask(rows -> rows.createdAt(call.workspace()))
        .thenApply(at ->
            state
                .opened()
                .<Answer<WorkspaceWire>>map(open ->
                    Answer.of(WorkspaceWire.of(call.workspace(), open, at.orElse(call.now()))))
                .orElseGet(() -> Answer.refused(Problem.notFound())));
  }

  private CompletionStage<Answer<WorkspaceWire>> rename(Call call, RenameWire wanted) {
    return tell(call, new WorkspaceCommand.Rename(wanted.name(), wanted.version()));
  }

  private CompletionStage<Answer<WorkspaceWire>> transfer(Call call, UserId to) {
    return tell(call, new WorkspaceCommand.TransferOwnership(call.user(), to));
  }

  private CompletionStage<Answer<WorkspaceWire>> tell(Call call, WorkspaceCommand command) {
    return workspaces
        .tell(call.workspace(), command, call.directive())
        .thenCompose(reply ->
            switch (reply) {
              case Reply.Done<Workspace, WorkspaceRejection>(Workspace state, long _) ->
                  shown(call, state);
              case Reply.Refused<Workspace, WorkspaceRejection> _,
                  Reply.TooLate<Workspace, WorkspaceRejection> _ ->
                  CompletableFuture.completedFuture(refused(reply));
            });
  }

  private CompletionStage<Answer<Nothing>> discard(Call call, ConfirmWire wanted) {
    Instant until = call.now().plus(BIN);
    return workspaces
        .tell(
            call.workspace(),
            new WorkspaceCommand.Discard(wanted.confirm(), until),
            call.directive())
        .thenApply(WorkspaceEndpoints::nothing);
  }

  private CompletionStage<Answer<Nothing>> restore(Call call, WorkspaceId workspace) {
    return workspaces
        .tell(workspace, new WorkspaceCommand.Restore(call.user()), call.directive())
        .thenApply(WorkspaceEndpoints::nothing);
  }

  private CompletionStage<Answer<AccountWire.WorkspaceWire>> create(Call call, String name) {
    WorkspaceId id = new WorkspaceId(call.ids().next(WorkspaceId.PREFIX));
    return workspaces
        .ofUser(call.user())
        .thenCompose(all ->
            all.stream().filter(WorkspaceEndpoints::owned).count() >= OWNED_MAX
                ? CompletableFuture.completedFuture(Answer.refused(tooMany()))
                : workspaces
                    .tell(id, new WorkspaceCommand.Create(name, call.user()), call.directive())
                    .thenApply(reply ->
                        Answer.from(
                            reply,
                            _ -> new AccountWire.WorkspaceWire(id.value(), name),
                            WorkspaceProblems::of)));
  }

  private static boolean owned(Membership membership) {
    return membership.role() == Role.OWNER;
  }

  private static Problem tooMany() {
    return Problem.of(
        409,
        "workspace.too-many-workspaces",
        "Too many workspaces",
        "You own " + OWNED_MAX + " workspaces, which is the most. Delete one first.");
  }

  private CompletionStage<Answer<Nothing>> enter(Call call, WorkspaceId to) {
    return workspaces
        .enter(call.principal(), to)
        .thenApply(entered ->
            switch (entered) {
              case Workspaces.Entered.In(String token) -> in(call, token);
              case Workspaces.Entered.NotThere _ -> Answer.refused(Problem.notFound());
              case Workspaces.Entered.CompanySignInNeeded _ ->
                  Answer.refused(AccountProblems.companySignInNeeded());
            });
  }

  private Answer<Nothing> in(Call call, String token) {
    Answer.Success<Nothing> done = Answer.done();
    for (HttpHeader header : call.cookies().begin(token, sessions.settings().absolute())) {
      done = done.with(header);
    }
    return done;
  }

  private static Answer<Nothing> nothing(Reply<Workspace, WorkspaceRejection> reply) {
    return Answer.from(reply, _ -> Nothing.NOTHING, WorkspaceProblems::of);
  }

  private static <O> Answer<O> refused(Reply<Workspace, WorkspaceRejection> reply) {
    return Answer.from(
        reply,
        state -> {
          throw new IllegalStateException("done, and yet refused: " + state);
        },
        WorkspaceProblems::of);
  }
}
