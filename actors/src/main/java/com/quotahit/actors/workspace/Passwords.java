package com.quotahit.actors.workspace;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.workspace.PasswordHasher.Outcome;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.mail.Letter;
import com.quotahit.core.shared.mail.LinkToken;
import com.quotahit.core.shared.mail.Template;
import com.quotahit.core.workspace.Account;
import com.quotahit.core.workspace.AccountsPort;
import com.quotahit.core.workspace.CredentialsPort;
import com.quotahit.core.workspace.CredentialsPort.PasswordSet;
import com.quotahit.core.workspace.CredentialsPort.Told;
import com.quotahit.core.workspace.EmailAddress;
import com.quotahit.core.workspace.OneTimeToken;
import com.quotahit.core.workspace.OneTimeToken.Purpose;
import com.quotahit.core.workspace.PasswordPolicy;
import com.quotahit.core.workspace.PasswordPolicy.Weakness;
import com.quotahit.core.workspace.Principal;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passwords that are forgotten or changed. Whoever asks for a letter learns nothing about whether
 * there is an account, neither by the answer nor by how long it takes: the work is done when the
 * answer has gone.
 */
public final class Passwords {

  private static final Logger LOG = LoggerFactory.getLogger(Passwords.class);
  private static final String LIMIT = "database";

  /** What becomes of a new password. */
  public sealed interface Change {
    record Done() implements Change {}

    record Weak(Weakness why) implements Change {}

    /** The link was used, has run out or never was. */
    record LinkWornOut() implements Change {}

    record WrongPassword() implements Change {}

    record TooManyAttempts(Duration retryAfter) implements Change {}
  }

  private final AccountsPort accounts;
  private final CredentialsPort credentials;
  private final LiveSessions sessions;
  private final PasswordHasher hasher;
  private final PasswordPolicy policy;
  private final LoginThrottle throttle;
  private final Blocking blocking;
  private final InstantSource clock;
  private final SecretTexts secrets;
  private final SignInSettings settings;

  /**
   * @param random must be unguessable: links are made from it
   */
  public Passwords(
      AccountsPort accounts,
      CredentialsPort credentials,
      LiveSessions sessions,
      PasswordHasher hasher,
      PasswordPolicy policy,
      LoginThrottle throttle,
      Blocking blocking,
      InstantSource clock,
      RandomGenerator random,
      SignInSettings settings) {
    this.accounts = accounts;
    this.credentials = credentials;
    this.sessions = sessions;
    this.hasher = hasher;
    this.policy = policy;
    this.throttle = throttle;
    this.blocking = blocking;
    this.clock = clock;
    this.secrets = new SecretTexts(random);
    this.settings = settings;
  }

  /** How long to wait before asking; zero: if there is an account, a letter is on its way. */
  public CompletionStage<Duration> forgot(EmailAddress email, InetAddress from) {
    return blocking
        .run(LIMIT, () -> throttle.beginAsking(from))
        .thenApply(wait -> {
          if (wait.isZero()) {
            inTheBackground(email);
          }
          return wait;
        });
  }

  private void inTheBackground(EmailAddress email) {
    blocking
        .run(LIMIT, () -> accounts.byEmail(email).map(this::write).orElse(false))
        .whenComplete((_, failure) -> {
          if (failure != null) {
            LOG.atWarn()
                .addKeyValue("cause", failure.getClass().getName())
                .log("a reset letter was not handed in");
          }
        });
  }

  private boolean write(Account account) {
    Instant now = clock.instant();
    String secret = secrets.next();
    OneTimeToken token =
        new OneTimeToken(
            OneTimeToken.hash(secret),
            Purpose.RESET_PASSWORD,
            account.user(),
            account.email(),
            now,
            now.plus(settings.resetLink()));
    Letter letter =
        new Letter(
            account.email().value(),
            new Template.ResetPassword(account.name(), new LinkToken(secret), settings.resetLink()),
            "reset/" + account.user() + "/" + now.toEpochMilli());
    return credentials.issue(token, account, letter, settings.letterPause());
  }

  /**
   * Sets a new password by a link from a letter and ends every session. Nobody is signed in by it,
   * and a second factor is asked for as before.
   */
  public CompletionStage<Change> reset(String token, String password, Device device) {
    byte[] hash = OneTimeToken.hash(token);
    return blocking
        .run(LIMIT, () -> credentials.owner(hash, Purpose.RESET_PASSWORD, clock.instant()))
        .thenCompose(owner -> {
          if (owner.isEmpty()) {
            return done(new Change.LinkWornOut());
          }
          Optional<Weakness> weakness = weakness(owner.get(), password);
          return weakness.isPresent()
              ? done(new Change.Weak(weakness.get()))
              : resetTo(hash, password, device);
        });
  }

  private CompletionStage<Change> resetTo(byte[] tokenHash, String password, Device device) {
    return hasher
        .hash(password)
        .thenCompose(next ->
            blocking.run(
                LIMIT,
                () -> {
                  Instant now = clock.instant();
                  return credentials.resetPassword(
                      tokenHash,
                      next,
                      now,
                      account ->
                          new Told(
                              ChangeLetters.passwordChanged(account, now),
                              SignInLog.passwordReset(account, device, now)));
                }))
        .thenApply(set -> finished(set, new Change.LinkWornOut()));
  }

  /** Of whoever is signed in and knows the old one; the other sessions end. */
  public CompletionStage<Change> change(Principal by, String current, String next) {
    return blocking
        .run(LIMIT, () -> throttle.beginConfirming(by.user()))
        .thenCompose(wait ->
            wait.isZero()
                ? blocking
                    .run(LIMIT, () -> account(by.user()))
                    .thenCompose(account -> changed(by, account, current, next))
                : done(new Change.TooManyAttempts(wait)));
  }

  private CompletionStage<Change> changed(
      Principal by, Account account, String current, String next) {
    return hasher
        .check(current, account.passwordHash())
        .thenCompose(outcome -> {
          if (outcome == Outcome.WRONG) {
            return done(new Change.WrongPassword());
          }
          Optional<Weakness> weakness = weakness(account, next);
          return weakness.isPresent()
              ? done(new Change.Weak(weakness.get()))
              : changeTo(by, account, next);
        });
  }

  private CompletionStage<Change> changeTo(Principal by, Account account, String next) {
    return hasher
        .hash(next)
        .thenCompose(hash ->
            blocking.run(
                LIMIT,
                () -> {
                  throttle.confirmed(by.user());
                  Instant now = clock.instant();
                  return credentials.changePassword(
                      account,
                      hash,
                      by.sessionId(),
                      now,
                      ChangeLetters.passwordChanged(account, now));
                }))
        .thenApply(set -> finished(set, new Change.WrongPassword()));
  }

  private Change finished(Optional<PasswordSet> set, Change otherwise) {
    set.ifPresent(done -> sessions.ended(done.ended()));
    return set.isPresent() ? new Change.Done() : otherwise;
  }

  /** Forgets links that have run out; call it now and then on any node. */
  public CompletionStage<Integer> forgetLinks() {
    return blocking.run(LIMIT, () -> credentials.forgetTokens(clock.instant()));
  }

  private Optional<Weakness> weakness(Account account, String password) {
    return policy.weakness(
        password,
        List.of(account.email().value(), account.name(), account.workspaceName(), "quotahit"));
  }

  private Account account(UserId user) {
    return credentials
        .byUser(user)
        .orElseThrow(() -> new IllegalStateException("signed in without an account: " + user));
  }

  private static CompletionStage<Change> done(Change change) {
    return CompletableFuture.completedFuture(change);
  }
}
