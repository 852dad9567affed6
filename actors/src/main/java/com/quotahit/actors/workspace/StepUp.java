package com.quotahit.actors.workspace;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.workspace.PasswordHasher.Outcome;
import com.quotahit.core.workspace.Account;
import com.quotahit.core.workspace.CredentialsPort;
import com.quotahit.core.workspace.Factors;
import com.quotahit.core.workspace.Principal;
import com.quotahit.core.workspace.SessionsPort.Session;
import com.quotahit.core.workspace.SignInMethod;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Somebody signed in proves once more who they are, for what a device left open must not do. Each
 * proof gives the session a new secret. Whoever has a second factor proves it by that one: a
 * password may be what was stolen.
 */
public final class StepUp {

  private static final String LIMIT = "database";

  /** By what; the first that is there counts. */
  public record Evidence(
      Optional<String> password, Optional<String> code, Optional<String> credential) {
    @Override
    public String toString() {
      return "Evidence[redacted]";
    }
  }

  public sealed interface Confirmed {
    /**
     * @param token the session's secret from now on
     */
    record Yes(String token) implements Confirmed {
      @Override
      public String toString() {
        return "Yes[redacted]";
      }
    }

    record Wrong() implements Confirmed {}

    record SecondFactorNeeded(Factors held) implements Confirmed {}

    record TooManyAttempts(Duration retryAfter) implements Confirmed {}
  }

  /** What becomes of a code app that was begun. */
  public sealed interface Finished {
    record Codes(List<String> recoveryCodes, String token) implements Finished {
      @Override
      public String toString() {
        return "Codes[redacted]";
      }
    }

    record WrongCode() implements Finished {}

    record TooManyAttempts(Duration retryAfter) implements Finished {}
  }

  private final LiveSessions sessions;
  private final CredentialsPort credentials;
  private final SecondFactors factors;
  private final Passkeys passkeys;
  private final PasswordHasher hasher;
  private final LoginThrottle throttle;
  private final Blocking blocking;

  public StepUp(
      LiveSessions sessions,
      CredentialsPort credentials,
      SecondFactors factors,
      Passkeys passkeys,
      PasswordHasher hasher,
      LoginThrottle throttle,
      Blocking blocking) {
    this.sessions = sessions;
    this.credentials = credentials;
    this.factors = factors;
    this.passkeys = passkeys;
    this.hasher = hasher;
    this.throttle = throttle;
    this.blocking = blocking;
  }

  public CompletionStage<Confirmed> confirm(Principal by, Evidence evidence) {
    return begin(by)
        .thenCompose(wait ->
            wait.isZero()
                ? proof(by, evidence)
                : CompletableFuture.completedFuture(new Confirmed.TooManyAttempts(wait)));
  }

  private CompletionStage<Confirmed> proof(Principal by, Evidence evidence) {
    if (evidence.credential().isPresent()) {
      return passkeys
          .whose(evidence.credential().get())
          .thenCompose(owner ->
              confirmed(by, owner.filter(by.user()::equals).map(_ -> SignInMethod.PASSKEY)));
    }
    if (evidence.code().isPresent()) {
      String code = evidence.code().get();
      return blocking
          .run(LIMIT, () -> factors.opens(by.user(), code))
          .thenCompose(opens ->
              confirmed(
                  by, opens ? Optional.of(SignInMethod.PASSWORD_AND_CODE) : Optional.empty()));
    }
    return blocking
        .run(LIMIT, () -> factors.held(by.user()))
        .thenCompose(held ->
            held.any()
                ? CompletableFuture.completedFuture(new Confirmed.SecondFactorNeeded(held))
                : byPassword(by, evidence.password().orElse("")));
  }

  private CompletionStage<Confirmed> byPassword(Principal by, String password) {
    return blocking
        .run(LIMIT, () -> credentials.byUser(by.user()))
        .thenCompose(
            account -> hasher.check(password, account.map(Account::passwordHash).orElseThrow()))
        .thenCompose(outcome ->
            confirmed(
                by,
                outcome == Outcome.WRONG ? Optional.empty() : Optional.of(SignInMethod.PASSWORD)));
  }

  private CompletionStage<Confirmed> confirmed(Principal by, Optional<SignInMethod> proof) {
    return proof.isEmpty()
        ? CompletableFuture.completedFuture(new Confirmed.Wrong())
        : renew(by, proof.get()).thenApply(Confirmed.Yes::new);
  }

  /** The codes for the day the phone is gone, once a first code of a new app was right. */
  public CompletionStage<Finished> finishTotp(Principal by, String code) {
    return begin(by)
        .thenCompose(wait ->
            wait.isZero()
                ? factors.confirm(by.user(), code).thenCompose(codes -> finished(by, codes))
                : CompletableFuture.completedFuture(new Finished.TooManyAttempts(wait)));
  }

  private CompletionStage<Finished> finished(Principal by, Optional<List<String>> codes) {
    return codes.isEmpty()
        ? CompletableFuture.completedFuture(new Finished.WrongCode())
        : renew(by, SignInMethod.PASSWORD_AND_CODE)
            .thenApply(token -> new Finished.Codes(codes.get(), token));
  }

  private CompletionStage<Duration> begin(Principal by) {
    return blocking.run(LIMIT, () -> throttle.beginConfirming(by.user()));
  }

  /** A new secret for the session of somebody who has just proved who they are. */
  public CompletionStage<String> renew(Principal by, SignInMethod proof) {
    String token = sessions.newSecret();
    return method(by)
        .thenCompose(current -> sessions.renew(by, token, current.after(proof)))
        .thenCompose(_ ->
            blocking.run(
                LIMIT,
                () -> {
                  throttle.confirmed(by.user());
                  return token;
                }));
  }

  /** On what the session stands. */
  public CompletionStage<SignInMethod> method(Principal by) {
    return sessions
        .ofUser(by)
        .thenApply(found ->
            found.stream()
                .filter(session -> session.id().equals(by.sessionId()))
                .findFirst()
                .map(Session::proof)
                .map(proof -> proof.by())
                .orElse(SignInMethod.PASSWORD));
  }
}
