package com.quotahit.http.workspace;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.workspace.PlatformAdmins;
import com.quotahit.actors.workspace.SecondFactors;
import com.quotahit.actors.workspace.UserDeletion;
import com.quotahit.actors.workspace.UserDeletion.Deleted;
import com.quotahit.core.shared.Ids;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.workspace.AuditEntry;
import com.quotahit.core.workspace.AuditPort;
import com.quotahit.core.workspace.PlatformAdminsPort;
import com.quotahit.core.workspace.PlatformAdminsPort.Act;
import com.quotahit.core.workspace.PlatformAdminsPort.Outcome;
import com.quotahit.core.workspace.PlatformAdminsPort.Person;
import com.quotahit.core.workspace.PlatformAdminsPort.Search;
import com.quotahit.core.workspace.PlatformAdminsPort.Status;
import com.quotahit.http.edge.Answer;
import com.quotahit.http.edge.Call;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.http.edge.Nothing;
import com.quotahit.http.edge.PageWire;
import com.quotahit.http.edge.Problem;
import com.quotahit.http.workspace.AdministrationWire.DeleteWire;
import com.quotahit.http.workspace.AdministrationWire.PersonWire;
import com.quotahit.http.workspace.AdministrationWire.ReasonWire;
import com.quotahit.http.workspace.AdministrationWire.WorkspaceSeenWire;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Accounts and workspaces of the whole installation, for platform admins. */
public final class AdministrationEndpoints {

  private static final String LIMIT = "database";

  private final PlatformAdminsPort accounts;
  private final PlatformAdmins admins;
  private final UserDeletion deletion;
  private final SecondFactors factors;
  private final AuditPort audit;
  private final Blocking blocking;

  public AdministrationEndpoints(
      PlatformAdminsPort accounts,
      PlatformAdmins admins,
      UserDeletion deletion,
      SecondFactors factors,
      AuditPort audit,
      Blocking blocking) {
    this.accounts = accounts;
    this.admins = admins;
    this.deletion = deletion;
    this.factors = factors;
    this.audit = audit;
    this.blocking = blocking;
  }

  public List<Endpoint<?, ?>> all() {
    return List.of(
        Endpoint.get("/admin/users", "Accounts of the installation, newest first")
            .platformAdmin()
            .answersPage(PersonWire.class)
            .query("query", "Part of a name, an address or a workspace's name, or an id")
            .query(
                "status",
                "Only accounts that stand so",
                "active",
                "pending",
                "suspended",
                "deleted")
            .by((call, _) -> users(call)),
        Endpoint.get("/admin/users/{id}", "An account")
            .platformAdmin()
            .answers(PersonWire.class)
            .by((call, _) -> user(call)),
        Endpoint.post("/admin/users/{id}/suspend", "Keep somebody out; signs them out everywhere")
            .platformAdmin()
            .body(ReasonWire.class, ReasonWire::parse)
            .answers(PersonWire.class)
            .by((call, reason) -> act(call, new Act.Suspend(reason))),
        Endpoint.post("/admin/users/{id}/reactivate", "Let somebody in again")
            .platformAdmin()
            .answers(PersonWire.class)
            .by((call, _) -> act(call, new Act.Reactivate())),
        Endpoint.post("/admin/users/{id}/grant-admin", "Make somebody a platform admin")
            .platformAdmin()
            .answers(PersonWire.class)
            .recentSignIn()
            .by((call, _) -> act(call, new Act.Grant())),
        Endpoint.post("/admin/users/{id}/revoke-admin", "Make somebody no platform admin any more")
            .platformAdmin()
            .answers(PersonWire.class)
            .recentSignIn()
            .by((call, _) -> act(call, new Act.Revoke())),
        Endpoint.post(
                "/admin/users/{id}/reset-second-factor",
                "Take away code app, passkeys and recovery codes of somebody who has lost them")
            .platformAdmin()
            .answers(PersonWire.class)
            .recentSignIn()
            .by((call, _) -> resetFactors(call)),
        Endpoint.post("/admin/users/{id}/delete", "Delete somebody, and give what they own away")
            .platformAdmin()
            .body(DeleteWire.class, DeleteWire::parse)
            .answersNothing()
            .recentSignIn()
            .by(this::delete),
        Endpoint.get("/admin/workspaces", "Workspaces of the installation, newest first")
            .platformAdmin()
            .answersPage(WorkspaceSeenWire.class)
            .query("query", "Part of a name, or an id")
            .by((call, _) -> workspaces(call)));
  }

  private CompletionStage<Answer<PageWire<PersonWire>>> users(Call call) {
    Search search =
        new Search(
            call.query("query").orElse(""),
            call.query("status").flatMap(AdministrationWire::status),
            call.page().after());
    return blocking.run(
        LIMIT,
        () ->
            Answer.of(
                PageWire.of(
                    accounts.search(search, call.page().rows()).stream()
                        .map(PersonWire::of)
                        .toList(),
                    call.page(),
                    PersonWire::id)));
  }

  private CompletionStage<Answer<PageWire<WorkspaceSeenWire>>> workspaces(Call call) {
    return blocking.run(
        LIMIT,
        () ->
            Answer.of(
                PageWire.of(
                    accounts
                        .workspaces(
                            call.query("query").orElse(""), call.page().after(), call.page().rows())
                        .stream()
                        .map(WorkspaceSeenWire::of)
                        .toList(),
                    call.page(),
                    WorkspaceSeenWire::id)));
  }

  private CompletionStage<Answer<PersonWire>> user(Call call) {
    return named(call)
        .map(user ->
            blocking.run(
                LIMIT,
                () ->
                    accounts
                        .find(user)
                        .<Answer<PersonWire>>map(person -> Answer.of(PersonWire.of(person)))
                        .orElseGet(() -> Answer.refused(Problem.notFound()))))
        .orElseGet(AdministrationEndpoints::nobody);
  }

  private CompletionStage<Answer<PersonWire>> act(Call call, Act act) {
    return named(call)
        .map(user ->
            admins
                .act(user, act, call.audit("user.changed", "user:" + user))
                .thenCompose(outcome -> answer(call, outcome)))
        .orElseGet(AdministrationEndpoints::nobody);
  }

  /** Written down first, so that it is never done without; harmless when it is asked for again. */
  private CompletionStage<Answer<PersonWire>> resetFactors(Call call) {
    Optional<UserId> named = named(call);
    if (named.isEmpty()) {
      return nobody();
    }
    UserId user = named.get();
    return blocking
        .run(
            LIMIT,
            () -> {
              Optional<Person> person =
                  accounts.find(user).filter(found -> found.status() != Status.DELETED);
              person.ifPresent(found -> {
                AuditEntry entry = call.audit("user.second-factor-reset", "user:" + user);
                found.workspaces().forEach(of -> audit.append(of.workspace(), entry));
                audit.appendToPlatform(entry);
              });
              return person.isPresent();
            })
        .thenCompose(there -> there ? factors.reset(user).thenCompose(_ -> user(call)) : nobody());
  }

  private CompletionStage<Answer<Nothing>> delete(Call call, Optional<UserId> heir) {
    return named(call)
        .map(user ->
            deletion
                .delete(user, heir, call.audit("user.changed", "user:" + user), call::directive)
                .thenApply(AdministrationEndpoints::deleted))
        .orElseGet(AdministrationEndpoints::nobody);
  }

  private static Answer<Nothing> deleted(Deleted outcome) {
    return switch (outcome) {
      case Deleted.Yes _ -> Answer.done();
      case Deleted.NoSuchUser _ -> Answer.refused(Problem.notFound());
      case Deleted.IsAdmin _ ->
          Answer.refused(
              Problem.of(
                  409,
                  "administration.is-admin",
                  "A platform admin",
                  "Take the platform's administration away from this person first."));
      case Deleted.HeirNeeded(String workspace) ->
          Answer.refused(
              Problem.of(
                  409,
                  "administration.heir-needed",
                  "Somebody must get what they own",
                  "Others work in "
                      + workspace
                      + ". Say with reassignTo which member of it gets what this person owns."));
    };
  }

  private CompletionStage<Answer<PersonWire>> answer(Call call, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done _ -> user(call);
      case Outcome.NoSuchUser _ -> nobody();
      case Outcome.LastAdmin _ ->
          refused(
              "administration.last-admin",
              "The last platform admin stays",
              "Make somebody else a platform admin first.");
      case Outcome.NotActive _ ->
          refused(
              "administration.not-active",
              "Not an active account",
              "Only somebody with an active account can be a platform admin.");
    };
  }

  private static Optional<UserId> named(Call call) {
    return Optional.of(call.path("id")).filter(id -> Ids.valid(UserId.PREFIX, id)).map(UserId::new);
  }

  private static <O> CompletionStage<Answer<O>> nobody() {
    return CompletableFuture.completedFuture(Answer.refused(Problem.notFound()));
  }

  private static <O> CompletionStage<Answer<O>> refused(String code, String title, String detail) {
    return CompletableFuture.completedFuture(Answer.refused(Problem.of(409, code, title, detail)));
  }
}
