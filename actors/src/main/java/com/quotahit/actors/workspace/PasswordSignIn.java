package com.quotahit.actors.workspace;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.workspace.Accounts.Entrance;
import com.quotahit.actors.workspace.PasswordHasher.Outcome;
import com.quotahit.core.workspace.Account;
import com.quotahit.core.workspace.AccountsPort;
import com.quotahit.core.workspace.EmailAddress;
import com.quotahit.core.workspace.Factors;
import com.quotahit.core.workspace.SignInMethod;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets people in who know their password, and their second factor where they have one. What fails
 * takes as long for an account that does not exist as for one that does.
 */
final class PasswordSignIn {

  private static final Logger LOG = LoggerFactory.getLogger(PasswordSignIn.class);
  private static final String LIMIT = "database";

  record Attempt(EmailAddress email, String password, Optional<String> code, Device device) {
    @Override
    public String toString() {
      return "Attempt[redacted]";
    }
  }

  private final AccountsPort accounts;
  private final SignIn signIn;
  private final PasswordHasher hasher;
  private final LoginThrottle throttle;
  private final SecondFactors factors;
  private final CompanySignIn company;
  private final ChangeLetters letters;
  private final SignInLog log;
  private final SignInSettings settings;
  private final Blocking blocking;
  private final Function<Account, CompletionStage<Account>> finish;

  /**
   * @param finish brings a registration to its end that was interrupted
   */
  PasswordSignIn(Accounts.Parts parts, Function<Account, CompletionStage<Account>> finish) {
    this.accounts = parts.port();
    this.signIn = parts.signIn();
    this.hasher = parts.hasher();
    this.throttle = parts.throttle();
    this.factors = parts.factors();
    this.company = parts.company();
    this.letters = parts.letters();
    this.log = parts.log();
    this.settings = parts.settings();
    this.blocking = parts.blocking();
    this.finish = finish;
  }

  CompletionStage<Entrance> enter(Attempt attempt) {
    return blocking
        .run(LIMIT, () -> throttle.begin(attempt.email(), attempt.device()))
        .thenCompose(wait ->
            wait.isZero()
                ? identified(attempt)
                : CompletableFuture.completedFuture(new Entrance.TooManyAttempts(wait)));
  }

  private CompletionStage<Entrance> identified(Attempt attempt) {
    return blocking
        .run(LIMIT, () -> accounts.byEmail(attempt.email()))
        .thenCompose(found ->
            found
                .map(account -> login(account, attempt))
                .orElseGet(() ->
                    hasher
                        .checkNobody(attempt.password())
                        .thenApply(_ ->
                            failed(
                                attempt,
                                SignInLog.Missing.PASSWORD,
                                new Entrance.WrongCredentials()))));
  }

  private CompletionStage<Entrance> login(Account account, Attempt attempt) {
    return hasher
        .check(attempt.password(), account.passwordHash())
        .thenCompose(outcome -> {
          if (outcome == Outcome.WRONG) {
            return CompletableFuture.completedFuture(
                failed(attempt, SignInLog.Missing.PASSWORD, new Entrance.WrongCredentials()));
          }
          if (outcome == Outcome.RIGHT_BUT_OLD) {
            renew(account, attempt.password());
          }
          return blocking
              .run(LIMIT, () -> proof(account, attempt))
              .thenCompose(proof ->
                  switch (proof) {
                    case Proof.Enough(SignInMethod method) ->
                        enter(account, attempt.device(), method);
                    case Proof.Refused(Entrance why) -> CompletableFuture.completedFuture(why);
                  });
        });
  }

  /** What a right password amounts to. */
  private sealed interface Proof {
    record Enough(SignInMethod method) implements Proof {}

    record Refused(Entrance why) implements Proof {}
  }

  private Proof proof(Account account, Attempt attempt) {
    if (company.asks(account, account.home())) {
      return new Proof.Refused(new Entrance.CompanySignInNeeded());
    }
    Factors held = factors.held(account.user());
    if (!held.any()) {
      return new Proof.Enough(SignInMethod.PASSWORD);
    }
    if (attempt.code().isEmpty()) {
      return new Proof.Refused(new Entrance.SecondFactorNeeded(held));
    }
    return factors.opens(account.user(), attempt.code().get())
        ? new Proof.Enough(SignInMethod.PASSWORD_AND_CODE)
        : new Proof.Refused(failed(attempt, SignInLog.Missing.CODE, new Entrance.WrongCode()));
  }

  private CompletionStage<Entrance> enter(Account account, Device device, SignInMethod method) {
    CompletionStage<Account> whole =
        account.stage() == Account.Stage.ACTIVE
            ? CompletableFuture.completedFuture(account)
            : finish.apply(account);
    return whole
        .thenCompose(_ -> signIn.begin(account.user(), account.home(), device, method))
        .thenCompose(in ->
            blocking.run(
                LIMIT,
                () -> {
                  throttle.succeeded(account.email(), device.with(in.mark()));
                  return new Entrance.In(in);
                }));
  }

  /**
   * It is written down, and the owner of an account at which somebody keeps guessing is told.
   * Nobody waits for it, so that an account that exists takes no longer than one that does not.
   */
  private Entrance failed(Attempt attempt, SignInLog.Missing what, Entrance why) {
    blocking
        .run(
            LIMIT,
            () -> {
              int attempts = throttle.attempts(attempt.email(), attempt.device());
              Optional<Account> owner = accounts.byEmail(attempt.email());
              owner.ifPresent(account -> log.keptOut(account, what, attempt.device()));
              if (attempts >= settings.toldAfter()) {
                owner.ifPresent(account -> letters.tellOfAttempts(account, attempts));
              }
              return attempts;
            })
        .whenComplete((_, failure) -> {
          if (failure != null) {
            LOG.atWarn()
                .addKeyValue("cause", failure.getClass().getName())
                .log("a failed attempt was not written down");
          }
        });
    return why;
  }

  /** Nobody waits for it: should it fail, the next sign-in does it. */
  private void renew(Account account, String password) {
    hasher
        .hash(password)
        .thenCompose(next ->
            blocking.run(
                LIMIT,
                () -> {
                  accounts.rehash(account.user(), account.passwordHash(), next);
                  return next;
                }));
  }
}
