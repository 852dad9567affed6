package com.quotahit.actors.workspace;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.engine.Directive;
import com.quotahit.actors.engine.Entities;
import com.quotahit.actors.engine.InTurn;
import com.quotahit.actors.engine.Reply;
import com.quotahit.actors.workspace.PasswordHasher.Outcome;
import com.quotahit.core.shared.By;
import com.quotahit.core.shared.IdSource;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.Account;
import com.quotahit.core.workspace.AccountsPort;
import com.quotahit.core.workspace.AccountsPort.Profile;
import com.quotahit.core.workspace.AccountsPort.Reservation;
import com.quotahit.core.workspace.EmailAddress;
import com.quotahit.core.workspace.Factors;
import com.quotahit.core.workspace.PasswordHash;
import com.quotahit.core.workspace.SignInMethod;
import com.quotahit.core.workspace.UserCommand;
import com.quotahit.core.workspace.WorkspaceCommand;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Signing up and in. A registration takes the address first and then makes workspace and user by
 * commands that carry the user's id as their name, so it can be begun again anywhere after a crash
 * and still happens once.
 */
public final class Accounts {

  private static final String LIMIT = "database";
  private static final Duration COMMAND_MAX = Duration.ofSeconds(10);
  private static final Duration INTERRUPTED_AFTER = Duration.ofSeconds(20);
  private static final int FINISHED_AT_ONCE = 20;

  /** Who registers, with what. */
  public record Registration(
      EmailAddress email,
      String password,
      String name,
      String workspaceName,
      Optional<String> requestName) {}

  /** What signing up or in comes to. */
  public sealed interface Entrance {
    record In(SignedIn signedIn) implements Entrance {}

    record EmailTaken() implements Entrance {}

    /** The same for an account that does not exist and a password that is wrong. */
    record WrongCredentials() implements Entrance {}

    record TooManyAttempts(Duration retryAfter) implements Entrance {}

    /** The password was right; one of these is needed as well. */
    record SecondFactorNeeded(Factors factors) implements Entrance {}

    record WrongCode() implements Entrance {}

    /** All was right, and this one's company asks them to come by its own provider. */
    record CompanySignInNeeded() implements Entrance {}
  }

  /** What signing up and in stands on. */
  public record Parts(
      AccountsPort port,
      Entities entities,
      SignIn signIn,
      PasswordHasher hasher,
      LoginThrottle throttle,
      SecondFactors factors,
      CompanySignIn company,
      EmailVerification verification,
      ChangeLetters letters,
      SignInLog log,
      SignInSettings settings,
      Blocking blocking,
      InstantSource clock) {}

  private final AccountsPort port;
  private final Entities entities;
  private final SignIn signIn;
  private final PasswordHasher hasher;
  private final LoginThrottle throttle;
  private final SecondFactors factors;
  private final EmailVerification verification;
  private final Blocking blocking;
  private final InstantSource clock;
  private final PasswordSignIn byPassword;
  private final IdSource ids;

  /**
   * @param random must be unguessable
   */
  public Accounts(Parts parts, RandomGenerator random) {
    this.port = parts.port();
    this.entities = parts.entities();
    this.signIn = parts.signIn();
    this.hasher = parts.hasher();
    this.throttle = parts.throttle();
    this.factors = parts.factors();
    this.verification = parts.verification();
    this.blocking = parts.blocking();
    this.clock = parts.clock();
    this.byPassword = new PasswordSignIn(parts, this::finish);
    this.ids = IdSource.uuidV7(clock, random);
  }

  public CompletionStage<Entrance> register(Registration wanted, Device device) {
    return unlessTooMany(
        () -> throttle.beginRegistration(device.from()), () -> admitted(wanted, device));
  }

  private CompletionStage<Entrance> admitted(Registration wanted, Device device) {
    return hasher
        .hash(wanted.password())
        .thenCompose(hash -> blocking.run(LIMIT, () -> reserve(wanted, hash)))
        .thenCompose(reservation ->
            switch (reservation) {
              case Reservation.Yours(Account account, boolean _) ->
                  finish(account).thenCompose(_ -> signIn(account, device));
              case Reservation.Taken(Account account, boolean sameRequest) ->
                  again(account, sameRequest, wanted, device);
            });
  }

  private Reservation reserve(Registration wanted, PasswordHash hash) {
    Account account =
        new Account(
            wanted.email(),
            new UserId(ids.next(UserId.PREFIX)),
            new WorkspaceId(ids.next(WorkspaceId.PREFIX)),
            wanted.name(),
            wanted.workspaceName(),
            hash,
            Account.Stage.PENDING,
            clock.instant());
    return port.reserve(account, wanted.requestName());
  }

  /**
   * The same request once more, or the one that a crash interrupted, by whoever has its password.
   */
  private CompletionStage<Entrance> again(
      Account account, boolean sameRequest, Registration wanted, Device device) {
    if (!sameRequest && account.stage() == Account.Stage.ACTIVE) {
      return CompletableFuture.completedFuture(new Entrance.EmailTaken());
    }
    return hasher
        .check(wanted.password(), account.passwordHash())
        .thenCompose(outcome ->
            outcome == Outcome.WRONG
                ? CompletableFuture.completedFuture(new Entrance.EmailTaken())
                : finish(account).thenCompose(_ -> signInAgain(account, device)));
  }

  /**
   * @param code of a second factor, for accounts that have one
   */
  public CompletionStage<Entrance> login(
      EmailAddress email, String password, Optional<String> code, Device device) {
    return byPassword.enter(new PasswordSignIn.Attempt(email, password, code, device));
  }

  private CompletionStage<Entrance> unlessTooMany(
      Supplier<Duration> begin, Supplier<CompletionStage<Entrance>> next) {
    return blocking
        .run(LIMIT, begin::get)
        .thenCompose(wait ->
            wait.isZero()
                ? next.get()
                : CompletableFuture.completedFuture(new Entrance.TooManyAttempts(wait)));
  }

  /** Forgets attempts that no longer count; call it now and then on any node. */
  public CompletionStage<Integer> forgetAttempts() {
    return blocking.run(LIMIT, throttle::forget);
  }

  /** Finishes registrations that were interrupted; call it now and then on any node. */
  public CompletionStage<Integer> finishInterrupted() {
    Instant before = clock.instant().minus(INTERRUPTED_AFTER);
    return blocking
        .run(LIMIT, () -> port.pending(before, FINISHED_AT_ONCE))
        .thenCompose(accounts -> InTurn.each("registration", accounts, this::finish));
  }

  private CompletionStage<Account> finish(Account account) {
    return entities
        .execute(
            WorkspaceKinds.WORKSPACE,
            WorkspaceKinds.workspace(account.home()),
            new WorkspaceCommand.Create(account.workspaceName(), account.user()),
            directive(account, "workspace"))
        .thenCompose(reply ->
            done(
                reply,
                () ->
                    entities.execute(
                        WorkspaceKinds.USER,
                        WorkspaceKinds.user(account.home(), account.user()),
                        new UserCommand.Register(account.name()),
                        directive(account, "user"))))
        .thenCompose(reply -> done(reply, () -> firstOfInstallation(account)))
        .thenCompose(first -> first ? grant(account) : CompletableFuture.completedFuture(account))
        .thenCompose(_ ->
            blocking.run(
                LIMIT,
                () -> {
                  port.activate(account);
                  return account;
                }))
        .thenCompose(active -> verification.ask(active).thenApply(_ -> active));
  }

  private CompletionStage<Boolean> firstOfInstallation(Account account) {
    return blocking.run(LIMIT, () -> port.isFirstOfInstallation(account.user()));
  }

  private CompletionStage<Account> grant(Account account) {
    return entities
        .execute(
            WorkspaceKinds.USER,
            WorkspaceKinds.user(account.home(), account.user()),
            new UserCommand.GrantPlatformAdmin(),
            directive(account, "platform-admin"))
        .thenCompose(reply -> done(reply, () -> CompletableFuture.completedFuture(account)));
  }

  private static <S, R, T> CompletionStage<T> done(
      Reply<S, R> reply, java.util.function.Supplier<CompletionStage<T>> next) {
    return switch (reply) {
      case Reply.Done<S, R> _ -> next.get();
      case Reply.TooLate<S, R> _ ->
          CompletableFuture.failedFuture(
              new java.util.concurrent.TimeoutException("a registration's command came too late"));
      case Reply.Refused<S, R>(R why) ->
          CompletableFuture.failedFuture(
              new IllegalStateException(
                  "a registration with new ids was refused: "
                      + why
                      + ". Maybe ids are not unique."));
    };
  }

  private Directive directive(Account account, String step) {
    return new Directive(
        "register/" + account.user() + "/" + step,
        clock.instant().plus(COMMAND_MAX),
        new By.Person(account.user()),
        "register/" + account.user());
  }

  /** A registration that is repeated later opens no more than a sign-in would. */
  private CompletionStage<Entrance> signInAgain(Account account, Device device) {
    return factors
        .of(account.user())
        .thenCompose(held ->
            held.any()
                ? CompletableFuture.completedFuture(new Entrance.SecondFactorNeeded(held))
                : signIn(account, device));
  }

  private CompletionStage<Entrance> signIn(Account account, Device device) {
    return signIn
        .begin(account.user(), account.home(), device, SignInMethod.PASSWORD)
        .thenCompose(in ->
            blocking.run(
                LIMIT,
                () -> {
                  throttle.knows(account.email(), device.with(in.mark()));
                  return new Entrance.In(in);
                }));
  }

  public CompletionStage<Optional<Profile>> profile(UserId user, WorkspaceId workspace) {
    return blocking.run(LIMIT, () -> port.profile(user, workspace));
  }
}
