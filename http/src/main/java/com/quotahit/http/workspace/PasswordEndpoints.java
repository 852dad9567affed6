package com.quotahit.http.workspace;

import com.quotahit.actors.workspace.EmailVerification;
import com.quotahit.actors.workspace.LiveSessions;
import com.quotahit.actors.workspace.Passwords;
import com.quotahit.actors.workspace.StepUp;
import com.quotahit.core.shared.FieldProblem;
import com.quotahit.core.workspace.EmailAddress;
import com.quotahit.core.workspace.SignInMethod;
import com.quotahit.http.edge.Answer;
import com.quotahit.http.edge.Call;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.http.edge.Nothing;
import com.quotahit.http.edge.Problem;
import com.quotahit.http.workspace.PasswordWire.ChangeWire;
import com.quotahit.http.workspace.PasswordWire.ForgotWire;
import com.quotahit.http.workspace.PasswordWire.ResetWire;
import com.quotahit.http.workspace.PasswordWire.TokenWire;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Proving one's address, and passwords that are forgotten or changed. */
public final class PasswordEndpoints {

  private final EmailVerification verification;
  private final Passwords passwords;
  private final StepUp stepUp;
  private final Entrances entrances;

  public PasswordEndpoints(
      EmailVerification verification, Passwords passwords, StepUp stepUp, LiveSessions sessions) {
    this.verification = verification;
    this.passwords = passwords;
    this.stepUp = stepUp;
    this.entrances = new Entrances(sessions);
  }

  public List<Endpoint<?, ?>> all() {
    return List.of(
        Endpoint.post("/auth/verify-email", "Prove an address by the link in a letter")
            .open()
            .body(TokenWire.class, TokenWire::parse)
            .answersNothing()
            .repeat(Endpoint.Repeat.RUN_AGAIN)
            .by(this::verify),
        Endpoint.post("/auth/verify-email/resend", "Send the letter with the link again")
            .signedIn()
            .answersNothing(202)
            .notWhileImpersonating()
            .by(this::resend),
        Endpoint.post("/auth/password/forgot", "Ask for a letter to set a new password")
            .open()
            .body(ForgotWire.class, ForgotWire::parse)
            .answersNothing(202)
            .repeat(Endpoint.Repeat.RUN_AGAIN)
            .by(this::forgot),
        Endpoint.post("/auth/password/reset", "Set a new password by the link in a letter")
            .open()
            .body(ResetWire.class, ResetWire::parse)
            .answersNothing()
            .repeat(Endpoint.Repeat.RUN_AGAIN)
            .by(this::reset),
        Endpoint.post("/auth/password", "Change one's password; other devices are signed out")
            .signedIn()
            .body(ChangeWire.class, ChangeWire::parse)
            .answersNothing()
            .repeat(Endpoint.Repeat.RUN_AGAIN)
            .recentSignIn()
            .notWhileImpersonating()
            .audited("password.changed")
            .by(this::change));
  }

  private CompletionStage<Answer<Nothing>> verify(Call call, TokenWire wire) {
    return verification
        .prove(wire.token())
        .thenApply(proven -> proven.isPresent() ? Answer.done() : Answer.refused(linkWornOut()));
  }

  private CompletionStage<Answer<Nothing>> resend(Call call, Nothing nothing) {
    return verification.again(call.user()).thenApply(_ -> Answer.done());
  }

  private CompletionStage<Answer<Nothing>> forgot(Call call, EmailAddress email) {
    return passwords
        .forgot(email, call.client())
        .thenApply(wait ->
            wait.isZero() ? Answer.done() : Answer.refused(AccountProblems.tooManyAttempts(wait)));
  }

  private CompletionStage<Answer<Nothing>> reset(Call call, ResetWire wire) {
    return passwords
        .reset(wire.token(), wire.password(), Entrances.device(call))
        .thenApply(change -> refusal(change, "password").orElseGet(() -> Answer.done()));
  }

  private CompletionStage<Answer<Nothing>> change(Call call, ChangeWire wire) {
    return passwords
        .change(call.principal(), wire.current(), wire.next())
        .thenCompose(change ->
            refusal(change, "next")
                .<CompletionStage<Answer<Nothing>>>map(CompletableFuture::completedFuture)
                .orElseGet(() -> renewed(call)));
  }

  /** What an old cookie was good for ends with the old password, on this device too. */
  private CompletionStage<Answer<Nothing>> renewed(Call call) {
    return stepUp
        .renew(call.principal(), SignInMethod.PASSWORD)
        .thenApply(token -> entrances.renewed(call, token, Answer.done()));
  }

  private static Optional<Answer<Nothing>> refusal(Passwords.Change change, String field) {
    return switch (change) {
      case Passwords.Change.Done _ -> Optional.empty();
      case Passwords.Change.LinkWornOut _ -> Optional.of(Answer.refused(linkWornOut()));
      case Passwords.Change.Weak(var why) ->
          Optional.of(
              Answer.refused(
                  Problem.invalid(List.of(new FieldProblem(field, why.code(), why.advice())))));
      case Passwords.Change.WrongPassword _ ->
          Optional.of(Answer.refused(AccountProblems.wrongPassword()));
      case Passwords.Change.TooManyAttempts(var wait) ->
          Optional.of(Answer.refused(AccountProblems.tooManyAttempts(wait)));
    };
  }

  private static Problem linkWornOut() {
    return Problem.of(
        410,
        "workspace.link-worn-out",
        "This link works no longer",
        "It was used already or is too old. Ask for a new one.");
  }
}
