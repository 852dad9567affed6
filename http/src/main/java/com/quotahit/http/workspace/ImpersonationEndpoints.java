package com.quotahit.http.workspace;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.workspace.Impersonations;
import com.quotahit.actors.workspace.Impersonations.Begun;
import com.quotahit.actors.workspace.Impersonations.Wanted;
import com.quotahit.actors.workspace.Installation;
import com.quotahit.actors.workspace.LiveSessions;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.AuditPort;
import com.quotahit.core.workspace.ImpersonationsPort;
import com.quotahit.core.workspace.ImpersonationsPort.Opened;
import com.quotahit.core.workspace.InstallationSetting;
import com.quotahit.core.workspace.Permission;
import com.quotahit.core.workspace.PlatformAdminsPort;
import com.quotahit.core.workspace.PlatformAdminsPort.Person;
import com.quotahit.http.edge.Answer;
import com.quotahit.http.edge.Call;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.http.edge.Nothing;
import com.quotahit.http.edge.PageWire;
import com.quotahit.http.edge.Problem;
import com.quotahit.http.workspace.AdministrationWire.Asked;
import com.quotahit.http.workspace.AdministrationWire.ConsentWire;
import com.quotahit.http.workspace.AdministrationWire.DecisionWire;
import com.quotahit.http.workspace.AdministrationWire.ImpersonateWire;
import com.quotahit.http.workspace.AdministrationWire.ImpersonatingWire;
import com.quotahit.http.workspace.AdministrationWire.ImpersonationTermsWire;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpHeader;

/** Acting in somebody's name, and what a workspace says to that. */
public final class ImpersonationEndpoints {

  private static final String LIMIT = "database";

  /** What these endpoints stand on. */
  public record Parts(
      Impersonations impersonations,
      ImpersonationsPort port,
      PlatformAdminsPort accounts,
      Installation installation,
      LiveSessions sessions,
      AuditPort audit,
      Blocking blocking) {}

  private final Parts parts;

  public ImpersonationEndpoints(Parts parts) {
    this.parts = parts;
  }

  public List<Endpoint<?, ?>> all() {
    return List.of(
        Endpoint.post("/admin/impersonations", "Act in somebody's name for a while")
            .platformAdmin()
            .body(ImpersonateWire.class, ImpersonateWire::parse)
            .answers(201, ImpersonatingWire.class)
            .repeat(Endpoint.Repeat.RUN_AGAIN)
            .recentSignIn()
            .notWhileImpersonating()
            .by(this::begin),
        Endpoint.delete("/admin/impersonations/current", "Be oneself again")
            .signedIn()
            .answersNothing()
            .evenWhileImpersonating()
            .by((call, _) -> end(call)),
        Endpoint.get("/workspace/impersonation-terms", "Whether owners are asked before a look in")
            .needs(Permission.MEMBERS_READ)
            .answers(ImpersonationTermsWire.class)
            .by((call, _) -> terms(call)),
        Endpoint.put("/workspace/impersonation-terms", "Decide whether owners are asked first")
            .needs(Permission.OWNERSHIP_TRANSFER)
            .body(ImpersonationTermsWire.class)
            .answers(ImpersonationTermsWire.class)
            .notWhileImpersonating()
            .by(this::setTerms),
        Endpoint.get("/workspace/impersonation-requests", "Platform admins who ask to look in")
            .needs(Permission.OWNERSHIP_TRANSFER)
            .answersPage(ConsentWire.class)
            .by((call, _) -> requests(call)),
        Endpoint.post(
                "/workspace/impersonation-requests/{id}", "Let a platform admin look in, or not")
            .needs(Permission.OWNERSHIP_TRANSFER)
            .body(DecisionWire.class)
            .answersNothing()
            .notWhileImpersonating()
            .by(this::decide));
  }

  private CompletionStage<Answer<ImpersonatingWire>> begin(Call call, Asked asked) {
    return parts
        .blocking()
        .run(LIMIT, () -> parts.accounts().find(asked.user()))
        .thenCombine(
            parts.blocking().run(LIMIT, () -> parts.accounts().find(call.user())),
            (user, admin) ->
                place(user, asked)
                    .flatMap(workspace -> admin.map(a -> wanted(call, asked, workspace, a))))
        .thenCompose(wanted ->
            wanted
                .map(found ->
                    parts.impersonations().begin(call.principal(), found.adminName, found.wanted))
                .orElseGet(() ->
                    CompletableFuture.completedFuture(new Begun.No(new Opened.NoSuchMember()))))
        .thenApply(begun -> answer(call, begun));
  }

  private record Named(String adminName, Wanted wanted) {}

  private static Optional<WorkspaceId> place(Optional<Person> user, Asked asked) {
    return asked
        .workspace()
        .or(() ->
            user.flatMap(person -> person.workspaces().stream().findFirst())
                .map(PlatformAdminsPort.Membership::workspace));
  }

  private Named wanted(Call call, Asked asked, WorkspaceId workspace, Person admin) {
    Duration lasting =
        asked
            .lasting()
            .orElseGet(() ->
                Duration.ofMinutes(
                    parts.installation().number(InstallationSetting.IMPERSONATION_MINUTES)));
    return new Named(
        admin.name(),
        new Wanted(
            asked.user(),
            workspace,
            asked.reason(),
            asked.mode(),
            lasting,
            call.client().getHostAddress(),
            call.requestId()));
  }

  private Answer<ImpersonatingWire> answer(Call call, Begun begun) {
    return switch (begun) {
      case Begun.Yes yes ->
          withCookies(call, Answer.of(ImpersonatingWire.of(yes.impersonation())), yes.token());
      case Begun.No(Opened why) -> Answer.refused(problem(why));
    };
  }

  private static Problem problem(Opened why) {
    return switch (why) {
      case Opened.NotAllowed _ ->
          Problem.of(
              403,
              "impersonation.refused",
              "Not while impersonating",
              "Be yourself again before you act for somebody else.");
      case Opened.NoSuchMember _ -> Problem.notFound();
      case Opened.OfAnAdmin _ ->
          Problem.of(
              409,
              "impersonation.of-an-admin",
              "Not possible",
              "One platform admin does not act for another.");
      case Opened.ConsentNeeded _ ->
          Problem.of(
              409,
              "impersonation.consent-needed",
              "An owner is asked first",
              "This workspace wants to be asked. Its owners see your request; try again when one"
                  + " of them has agreed.");
      case Opened.Begun _ -> throw new IllegalArgumentException("beginning is no problem");
    };
  }

  private CompletionStage<Answer<Nothing>> end(Call call) {
    return parts
        .impersonations()
        .end(call.principal())
        .thenApply(token ->
            token
                .<Answer<Nothing>>map(secret -> withCookies(call, Answer.done(), secret))
                .orElseGet(() -> Answer.refused(Problem.notFound())));
  }

  private <O> Answer<O> withCookies(Call call, Answer.Success<O> success, String token) {
    Answer.Success<O> with = success;
    for (HttpHeader header : call.cookies().begin(token, parts.sessions().settings().absolute())) {
      with = with.with(header);
    }
    return with;
  }

  private CompletionStage<Answer<ImpersonationTermsWire>> terms(Call call) {
    return parts
        .blocking()
        .run(
            LIMIT,
            () ->
                Answer.of(
                    new ImpersonationTermsWire(parts.port().consentRequired(call.workspace()))));
  }

  private CompletionStage<Answer<ImpersonationTermsWire>> setTerms(
      Call call, ImpersonationTermsWire terms) {
    return parts
        .blocking()
        .run(
            LIMIT,
            () -> {
              boolean before = parts.port().consentRequired(call.workspace());
              parts.port().requireConsent(call.workspace(), terms.consentRequired());
              parts
                  .audit()
                  .append(
                      call.workspace(),
                      call.audit("impersonation.terms-changed", "workspace:" + call.workspace())
                          .before(Map.of("consentRequired", Boolean.toString(before)))
                          .after(
                              Map.of(
                                  "consentRequired", Boolean.toString(terms.consentRequired()))));
              return Answer.of(terms);
            });
  }

  private CompletionStage<Answer<PageWire<ConsentWire>>> requests(Call call) {
    return parts
        .blocking()
        .run(
            LIMIT,
            () ->
                Answer.of(
                    PageWire.all(
                        parts.port().consents(call.workspace(), call.now()).stream()
                            .map(ConsentWire::of)
                            .toList())));
  }

  private CompletionStage<Answer<Nothing>> decide(Call call, DecisionWire decision) {
    return parts
        .blocking()
        .run(
            LIMIT,
            () -> {
              boolean decided =
                  parts
                      .port()
                      .decide(
                          call.workspace(),
                          call.path("id"),
                          decision.granted(),
                          call.user(),
                          call.now());
              if (!decided) {
                return Answer.refused(Problem.notFound());
              }
              parts
                  .audit()
                  .append(
                      call.workspace(),
                      call.audit("impersonation.request-decided", "request:" + call.path("id"))
                          .after(Map.of("granted", Boolean.toString(decision.granted()))));
              return Answer.done();
            });
  }
}
