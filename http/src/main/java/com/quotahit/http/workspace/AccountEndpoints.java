package com.quotahit.http.workspace;

import com.quotahit.actors.workspace.Accounts;
import com.quotahit.actors.workspace.Accounts.Entrance;
import com.quotahit.actors.workspace.Accounts.Registration;
import com.quotahit.actors.workspace.LiveSessions;
import com.quotahit.actors.workspace.SignedIn;
import com.quotahit.core.workspace.AccountsPort.Profile;
import com.quotahit.core.workspace.Entitled;
import com.quotahit.core.workspace.FeatureSwitch;
import com.quotahit.core.workspace.Impersonation;
import com.quotahit.core.workspace.PasswordPolicy;
import com.quotahit.core.workspace.PlanModule;
import com.quotahit.core.workspace.Principal;
import com.quotahit.http.edge.Answer;
import com.quotahit.http.edge.Call;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.http.edge.Nothing;
import com.quotahit.http.edge.PageWire;
import com.quotahit.http.edge.Problem;
import com.quotahit.http.workspace.AccountWire.Credentials;
import com.quotahit.http.workspace.AccountWire.LoginWire;
import com.quotahit.http.workspace.AccountWire.MeWire;
import com.quotahit.http.workspace.AccountWire.RegisterWire;
import com.quotahit.http.workspace.AccountWire.RegisteredWire;
import com.quotahit.http.workspace.AccountWire.SessionWire;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpHeader;

/** Signing up, in and out, and the devices one is signed in on. */
public final class AccountEndpoints {

  private final Accounts accounts;
  private final LiveSessions sessions;
  private final PasswordPolicy policy;
  private final Entrances entrances;

  public AccountEndpoints(Accounts accounts, LiveSessions sessions, PasswordPolicy policy) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.policy = policy;
    this.entrances = new Entrances(sessions);
  }

  public List<Endpoint<?, ?>> all() {
    return List.of(
        Endpoint.post("/auth/register", "Open an account and a workspace, and sign in")
            .open()
            .body(RegisterWire.class, wire -> wire.parse(policy))
            .answers(201, RegisteredWire.class)
            .switchedBy(FeatureSwitch.REGISTRATION_OPEN)
            .repeat(Endpoint.Repeat.RUN_AGAIN)
            .by(this::register),
        Endpoint.post("/auth/login", "Sign in")
            .open()
            .body(LoginWire.class, LoginWire::parse)
            .answers(MeWire.class)
            .repeat(Endpoint.Repeat.RUN_AGAIN)
            .by(this::login),
        Endpoint.post("/auth/logout", "Sign out on this device")
            .signedIn()
            .answersNothing()
            .repeat(Endpoint.Repeat.RUN_AGAIN)
            .evenWhileImpersonating()
            .audited("session.signed-out")
            .by(this::logout),
        Endpoint.get("/me", "Who I am, and what I may do here")
            .signedIn()
            .answers(MeWire.class)
            .by(this::me),
        Endpoint.get("/auth/sessions", "Devices I am signed in on")
            .signedIn()
            .answersPage(SessionWire.class)
            .by(this::mySessions),
        Endpoint.delete("/auth/sessions/{id}", "Sign out on another device")
            .signedIn()
            .answersNothing()
            .notWhileImpersonating()
            .audited("session.ended")
            .by(this::endSession),
        Endpoint.delete("/auth/sessions", "Sign out on all other devices")
            .signedIn()
            .answersNothing()
            .notWhileImpersonating()
            .audited("sessions.ended")
            .by(this::endOthers));
  }

  private CompletionStage<Answer<RegisteredWire>> register(Call call, Registration wanted) {
    Registration named =
        new Registration(
            wanted.email(),
            wanted.password(),
            wanted.name(),
            wanted.workspaceName(),
            call.idempotencyKey());
    return accounts
        .register(named, Entrances.device(call))
        .thenApply(entrance -> answer(call, entrance, RegisteredWire::of));
  }

  private CompletionStage<Answer<MeWire>> login(Call call, Credentials credentials) {
    return accounts
        .login(
            credentials.email(), credentials.password(), credentials.code(), Entrances.device(call))
        .thenCompose(entrance ->
            modules(entrance)
                .thenApply(modules ->
                    answer(call, entrance, profile -> me(profile, modules, Optional.empty()))));
  }

  private CompletionStage<Set<PlanModule>> modules(Entrance entrance) {
    return entrance instanceof Entrance.In(SignedIn in)
        ? sessions
            .entitled(in.profile().workspace(), in.profile().user())
            .thenApply(Entitled::usable)
        : CompletableFuture.completedFuture(Set.of());
  }

  private <O> Answer<O> answer(Call call, Entrance entrance, Function<Profile, O> body) {
    return switch (entrance) {
      case Entrance.In(SignedIn in) -> entrances.begun(call, in, body);
      case Entrance.EmailTaken _,
          Entrance.WrongCredentials _,
          Entrance.WrongCode _,
          Entrance.CompanySignInNeeded _,
          Entrance.SecondFactorNeeded _,
          Entrance.TooManyAttempts _ ->
          Answer.refused(AccountProblems.of(entrance));
    };
  }

  private CompletionStage<Answer<Nothing>> logout(Call call, Nothing nothing) {
    return sessions
        .signOut(call.principal())
        .thenApply(_ -> {
          Answer.Success<Nothing> done = Answer.done();
          for (HttpHeader header : call.cookies().end()) {
            done = done.with(header);
          }
          return done;
        });
  }

  private CompletionStage<Answer<MeWire>> me(Call call, Nothing nothing) {
    Principal principal = call.principal();
    return accounts
        .profile(principal.user(), principal.workspace())
        .thenApply(profile ->
            profile
                .<Answer<MeWire>>map(
                    found -> Answer.of(me(found, principal.modules(), principal.impersonation())))
                .orElseGet(() -> Answer.refused(Problem.notFound())));
  }

  private MeWire me(
      Profile profile, Set<PlanModule> modules, Optional<Impersonation> impersonation) {
    return MeWire.of(profile, modules, impersonation, sessions.secondFactorForAdmins());
  }

  private CompletionStage<Answer<PageWire<SessionWire>>> mySessions(Call call, Nothing nothing) {
    return sessions
        .ofUser(call.principal())
        .thenApply(found ->
            Answer.of(
                PageWire.all(
                    found.stream()
                        .map(session -> SessionWire.of(session, call.principal()))
                        .toList())));
  }

  private CompletionStage<Answer<Nothing>> endSession(Call call, Nothing nothing) {
    return sessions
        .end(call.principal(), call.path("id"))
        .thenApply(ended -> ended ? Answer.done() : Answer.refused(Problem.notFound()));
  }

  private CompletionStage<Answer<Nothing>> endOthers(Call call, Nothing nothing) {
    return sessions
        .endAll(call.user(), Optional.of(call.principal().sessionId()))
        .thenApply(_ -> Answer.done());
  }
}
