package com.quotahit.http.workspace;

import com.quotahit.actors.workspace.LiveSessions;
import com.quotahit.actors.workspace.Passkeys;
import com.quotahit.actors.workspace.Passkeys.Added;
import com.quotahit.actors.workspace.Passkeys.Asked;
import com.quotahit.actors.workspace.StepUp;
import com.quotahit.core.workspace.SignInMethod;
import com.quotahit.http.edge.Answer;
import com.quotahit.http.edge.Call;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.http.edge.Nothing;
import com.quotahit.http.edge.PageWire;
import com.quotahit.http.edge.Problem;
import com.quotahit.http.workspace.AccountWire.MeWire;
import com.quotahit.http.workspace.PasskeyWire.AddWire;
import com.quotahit.http.workspace.PasskeyWire.AddedWire;
import com.quotahit.http.workspace.PasskeyWire.AnswerWire;
import com.quotahit.http.workspace.PasskeyWire.PasskeyItemWire;
import com.quotahit.http.workspace.PasskeyWire.QuestionWire;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Passkeys: one's own, and signing in by one. */
public final class PasskeyEndpoints {

  private final Passkeys passkeys;
  private final StepUp stepUp;
  private final LiveSessions sessions;
  private final Entrances entrances;

  public PasskeyEndpoints(Passkeys passkeys, StepUp stepUp, LiveSessions sessions) {
    this.passkeys = passkeys;
    this.stepUp = stepUp;
    this.sessions = sessions;
    this.entrances = new Entrances(sessions);
  }

  public List<Endpoint<?, ?>> all() {
    return List.of(
        Endpoint.get("/auth/passkeys", "My passkeys")
            .signedIn()
            .answersPage(PasskeyItemWire.class)
            .notWhileImpersonating()
            .by(this::mine),
        Endpoint.post("/auth/passkeys/options", "Begin to add a passkey")
            .signedIn()
            .answers(QuestionWire.class)
            .repeat(Endpoint.Repeat.RUN_AGAIN)
            .recentSignIn()
            .notWhileImpersonating()
            .by(this::begin),
        Endpoint.post("/auth/passkeys", "Add a passkey")
            .signedIn()
            .body(AddWire.class, AddWire::parse)
            .answers(201, AddedWire.class)
            .repeat(Endpoint.Repeat.RUN_AGAIN)
            .recentSignIn()
            .notWhileImpersonating()
            .audited("passkey.added")
            .by(this::add),
        Endpoint.delete("/auth/passkeys/{id}", "Take a passkey away")
            .signedIn()
            .answersNothing()
            .recentSignIn()
            .notWhileImpersonating()
            .audited("passkey.removed")
            .by(this::remove),
        Endpoint.post("/auth/passkeys/login/options", "What a browser asks its passkeys")
            .open()
            .answers(QuestionWire.class)
            .repeat(Endpoint.Repeat.RUN_AGAIN)
            .by(this::beginSignIn),
        Endpoint.post("/auth/passkeys/login", "Sign in by a passkey")
            .open()
            .body(AnswerWire.class, AnswerWire::parse)
            .answers(MeWire.class)
            .repeat(Endpoint.Repeat.RUN_AGAIN)
            .by(this::signIn));
  }

  private CompletionStage<Answer<PageWire<PasskeyItemWire>>> mine(Call call, Nothing nothing) {
    return passkeys
        .of(call.user())
        .thenApply(
            found -> Answer.of(PageWire.all(found.stream().map(PasskeyItemWire::of).toList())));
  }

  private CompletionStage<Answer<QuestionWire>> begin(Call call, Nothing nothing) {
    return stepUp
        .method(call.principal())
        .thenCompose(method ->
            method == SignInMethod.SINGLE_SIGN_ON
                ? CompletableFuture.completedFuture(
                    Answer.refused(AccountProblems.signedInByCompany()))
                : passkeys
                    .beginAdding(call.user())
                    .thenApply(question -> Answer.of(QuestionWire.of(question))));
  }

  private CompletionStage<Answer<AddedWire>> add(Call call, AddWire wire) {
    return passkeys
        .add(call.user(), wire.label(), PasskeyWire.text(wire.credential()))
        .thenCompose(added ->
            switch (added) {
              case Added.Done(var passkey, List<String> codes) ->
                  stepUp
                      .renew(call.principal(), SignInMethod.PASSKEY)
                      .thenApply(token ->
                          entrances.renewed(
                              call,
                              token,
                              Answer.of(new AddedWire(PasskeyItemWire.of(passkey), codes))));
              case Added.NotAccepted _ -> refused(notAccepted());
              case Added.TooMany _ -> refused(tooMany());
            });
  }

  private CompletionStage<Answer<Nothing>> remove(Call call, Nothing nothing) {
    return passkeys
        .remove(call.user(), call.path("id"))
        .thenApply(removed -> removed ? Answer.done() : Answer.refused(Problem.notFound()));
  }

  private CompletionStage<Answer<QuestionWire>> beginSignIn(Call call, Nothing nothing) {
    return passkeys
        .beginSignIn(call.client())
        .thenApply(asked ->
            switch (asked) {
              case Asked.Of(String publicKey) -> Answer.of(QuestionWire.of(publicKey));
              case Asked.TooOften(var wait) ->
                  Answer.refused(AccountProblems.tooManyAttempts(wait));
            });
  }

  private CompletionStage<Answer<MeWire>> signIn(Call call, AnswerWire wire) {
    return passkeys
        .signIn(PasskeyWire.text(wire.credential()), Entrances.device(call))
        .thenCompose(found ->
            found
                .map(in ->
                    sessions
                        .entitled(in.profile().workspace(), in.profile().user())
                        .<Answer<MeWire>>thenApply(entitled ->
                            entrances.begun(
                                call,
                                in,
                                profile ->
                                    MeWire.of(
                                        profile, entitled.usable(), Optional.empty(), false))))
                .orElseGet(() -> refused(notSignedIn())));
  }

  private static <O> CompletionStage<Answer<O>> refused(Problem problem) {
    return CompletableFuture.completedFuture(Answer.refused(problem));
  }

  private static Problem notAccepted() {
    return Problem.of(
        422,
        "workspace.passkey-not-accepted",
        "Not accepted",
        "What the device answered does not hold, or took too long. Begin again.");
  }

  private static Problem tooMany() {
    return Problem.of(
        409,
        "workspace.passkey-known",
        "Not added",
        "This device has a passkey here already, or you have too many. Remove one first.");
  }

  private static Problem notSignedIn() {
    return Problem.of(
        401,
        "workspace.passkey-refused",
        "Not signed in",
        "This passkey does not open an account here. Try another, or your password.");
  }
}
