package com.quotahit.http.workspace;

import com.quotahit.actors.workspace.LiveSessions;
import com.quotahit.actors.workspace.SecondFactors;
import com.quotahit.actors.workspace.StepUp;
import com.quotahit.core.workspace.SignInMethod;
import com.quotahit.http.edge.Answer;
import com.quotahit.http.edge.Call;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.http.edge.Nothing;
import com.quotahit.http.edge.Problem;
import com.quotahit.http.workspace.SecondFactorWire.CodeWire;
import com.quotahit.http.workspace.SecondFactorWire.ConfirmWire;
import com.quotahit.http.workspace.SecondFactorWire.EnrolmentWire;
import com.quotahit.http.workspace.SecondFactorWire.RecoveryCodesWire;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Code apps, recovery codes, and confirming that it is still the same person. */
public final class SecondFactorEndpoints {

  private final SecondFactors factors;
  private final StepUp stepUp;
  private final Entrances entrances;

  public SecondFactorEndpoints(SecondFactors factors, StepUp stepUp, LiveSessions sessions) {
    this.factors = factors;
    this.stepUp = stepUp;
    this.entrances = new Entrances(sessions);
  }

  public List<Endpoint<?, ?>> all() {
    return List.of(
        Endpoint.post("/auth/totp", "Begin to set up a code app")
            .signedIn()
            .answers(EnrolmentWire.class)
            .repeat(Endpoint.Repeat.RUN_AGAIN)
            .recentSignIn()
            .notWhileImpersonating()
            .by(this::begin),
        Endpoint.post("/auth/totp/confirm", "Finish it with a first code")
            .signedIn()
            .body(CodeWire.class, CodeWire::parse)
            .answers(RecoveryCodesWire.class)
            .repeat(Endpoint.Repeat.RUN_AGAIN)
            .recentSignIn()
            .notWhileImpersonating()
            .audited("code-app.added")
            .by(this::finish),
        Endpoint.delete("/auth/totp", "Take the code app away")
            .signedIn()
            .answersNothing()
            .recentSignIn()
            .notWhileImpersonating()
            .audited("code-app.removed")
            .by(this::remove),
        Endpoint.post("/auth/recovery-codes", "Make new recovery codes; the old ones end")
            .signedIn()
            .answers(RecoveryCodesWire.class)
            .repeat(Endpoint.Repeat.RUN_AGAIN)
            .recentSignIn()
            .notWhileImpersonating()
            .audited("recovery-codes.made")
            .by(this::codes),
        Endpoint.post("/auth/confirm", "Confirm that it is you, by one of your factors")
            .signedIn()
            .body(ConfirmWire.class, ConfirmWire::parse)
            .answersNothing()
            .repeat(Endpoint.Repeat.RUN_AGAIN)
            .notWhileImpersonating()
            .by(this::confirm));
  }

  private CompletionStage<Answer<EnrolmentWire>> begin(Call call, Nothing nothing) {
    return ownOnly(
        call,
        () -> factors.begin(call.user()).thenApply(shown -> Answer.of(EnrolmentWire.of(shown))));
  }

  private CompletionStage<Answer<RecoveryCodesWire>> finish(Call call, CodeWire wire) {
    return ownOnly(
        call,
        () ->
            stepUp
                .finishTotp(call.principal(), wire.code())
                .thenCompose(result ->
                    switch (result) {
                      case StepUp.Finished.Codes(List<String> codes, String token) ->
                          CompletableFuture.completedFuture(
                              entrances.renewed(
                                  call, token, Answer.of(new RecoveryCodesWire(codes))));
                      case StepUp.Finished.WrongCode _ -> refused(AccountProblems.wrongCode());
                      case StepUp.Finished.TooManyAttempts(var wait) ->
                          refused(AccountProblems.tooManyAttempts(wait));
                    }));
  }

  private CompletionStage<Answer<Nothing>> remove(Call call, Nothing nothing) {
    return ownOnly(
        call,
        () ->
            factors
                .remove(call.user())
                .thenApply(
                    removed -> removed ? Answer.done() : Answer.refused(Problem.notFound())));
  }

  private CompletionStage<Answer<RecoveryCodesWire>> codes(Call call, Nothing nothing) {
    return ownOnly(
        call,
        () ->
            factors
                .newRecoveryCodes(call.user())
                .thenApply(codes ->
                    codes
                        .<Answer<RecoveryCodesWire>>map(
                            shown -> Answer.of(new RecoveryCodesWire(shown)))
                        .orElseGet(() -> Answer.refused(nothingToRecover()))));
  }

  private CompletionStage<Answer<Nothing>> confirm(Call call, ConfirmWire wire) {
    return stepUp
        .confirm(
            call.principal(),
            new StepUp.Evidence(
                wire.password(), wire.code(), wire.credential().map(PasskeyWire::text)))
        .thenApply(result ->
            switch (result) {
              case StepUp.Confirmed.Yes(String token) ->
                  entrances.renewed(call, token, Answer.done());
              case StepUp.Confirmed.Wrong _ -> Answer.refused(AccountProblems.notConfirmed());
              case StepUp.Confirmed.SecondFactorNeeded(var held) ->
                  Answer.refused(AccountProblems.secondFactorNeeded(held));
              case StepUp.Confirmed.TooManyAttempts(var wait) ->
                  Answer.refused(AccountProblems.tooManyAttempts(wait));
            });
  }

  /** Whoever is signed in by their company's provider alone has not shown a factor of their own. */
  private <O> CompletionStage<Answer<O>> ownOnly(
      Call call, Supplier<CompletionStage<Answer<O>>> work) {
    return stepUp
        .method(call.principal())
        .thenCompose(method ->
            method == SignInMethod.SINGLE_SIGN_ON
                ? refused(AccountProblems.signedInByCompany())
                : work.get());
  }

  private static <O> CompletionStage<Answer<O>> refused(Problem problem) {
    return CompletableFuture.completedFuture(Answer.refused(problem));
  }

  private static Problem nothingToRecover() {
    return Problem.of(
        409,
        "workspace.no-second-factor",
        "No second factor",
        "Set up a code app or a passkey first; recovery codes stand in for them.");
  }
}
