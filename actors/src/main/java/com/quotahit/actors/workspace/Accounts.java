package com.quotahit.actors.workspace;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.engine.Directive;
import com.quotahit.actors.engine.Entities;
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
import com.quotahit.core.workspace.PasswordHash;
import com.quotahit.core.workspace.SessionsPort.Session;
import com.quotahit.core.workspace.UserCommand;
import com.quotahit.core.workspace.WorkspaceCommand;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
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

  /** From which device. */
  public record Device(InetAddress from, String userAgent) {}

  /**
   * A session that has begun.
   *
   * @param token the secret for the device
   */
  public record SignedIn(Profile profile, Session session, String token) {}

  /** What signing up or in comes to. */
  public sealed interface Entrance {
    record In(SignedIn signedIn) implements Entrance {}

    record EmailTaken() implements Entrance {}

    /** The same for an account that does not exist and a password that is wrong. */
    record WrongCredentials() implements Entrance {}

    record TooManyAttempts(Duration retryAfter) implements Entrance {}
  }

  private final AccountsPort port;
  private final Entities entities;
  private final LiveSessions sessions;
  private final PasswordHasher hasher;
  private final LoginThrottle throttle;
  private final Blocking blocking;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final IdSource ids;

  /**
   * @param random must be unguessable: secrets are made from it
   */
  public Accounts(
      AccountsPort port,
      Entities entities,
      LiveSessions sessions,
      PasswordHasher hasher,
      LoginThrottle throttle,
      Blocking blocking,
      InstantSource clock,
      RandomGenerator random) {
    this.port = port;
    this.entities = entities;
    this.sessions = sessions;
    this.hasher = hasher;
    this.throttle = throttle;
    this.blocking = blocking;
    this.clock = clock;
    this.random = random;
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
                : finish(account).thenCompose(_ -> signIn(account, device)));
  }

  public CompletionStage<Entrance> login(EmailAddress email, String password, Device device) {
    return unlessTooMany(
        () -> throttle.begin(email, device.from()), () -> identified(email, password, device));
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

  private CompletionStage<Entrance> identified(EmailAddress email, String password, Device device) {
    return blocking
        .run(LIMIT, () -> port.byEmail(email))
        .thenCompose(found ->
            found
                .map(account -> login(account, password, device))
                .orElseGet(() ->
                    hasher.checkNobody(password).thenApply(_ -> new Entrance.WrongCredentials())));
  }

  private CompletionStage<Entrance> login(Account account, String password, Device device) {
    return hasher
        .check(password, account.passwordHash())
        .thenCompose(outcome -> {
          if (outcome == Outcome.WRONG) {
            return CompletableFuture.completedFuture(new Entrance.WrongCredentials());
          }
          if (outcome == Outcome.RIGHT_BUT_OLD) {
            renew(account, password);
          }
          return succeeded(account, device)
              .thenCompose(_ ->
                  account.stage() == Account.Stage.ACTIVE
                      ? CompletableFuture.completedFuture(account)
                      : finish(account))
              .thenCompose(_ -> signIn(account, device));
        });
  }

  private CompletionStage<Account> succeeded(Account account, Device device) {
    return blocking.run(
        LIMIT,
        () -> {
          throttle.succeeded(account.email(), device.from());
          return account;
        });
  }

  /** Forgets attempts that no longer count; call it now and then on any node. */
  public CompletionStage<Integer> forgetAttempts() {
    return blocking.run(LIMIT, throttle::forget);
  }

  /** Nobody waits for it: should it fail, the next sign-in does it. */
  private void renew(Account account, String password) {
    hasher
        .hash(password)
        .thenCompose(next ->
            blocking.run(
                LIMIT,
                () -> {
                  port.rehash(account.user(), account.passwordHash(), next);
                  return next;
                }));
  }

  /** Finishes registrations that were interrupted; call it now and then on any node. */
  public CompletionStage<Integer> finishInterrupted() {
    Instant before = clock.instant().minus(INTERRUPTED_AFTER);
    return blocking
        .run(LIMIT, () -> port.pending(before, FINISHED_AT_ONCE))
        .thenCompose(accounts -> {
          CompletionStage<Integer> done = CompletableFuture.completedFuture(0);
          for (Account account : accounts) {
            done = done.thenCompose(count -> finish(account).thenApply(_ -> count + 1));
          }
          return done;
        });
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
                }));
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

  private CompletionStage<Entrance> signIn(Account account, Device device) {
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    Instant now = clock.instant();
    Session session =
        new Session(
            ids.next("ses"),
            LiveSessions.sha256(token),
            account.home(),
            account.user(),
            now,
            now,
            now.plus(sessions.settings().absolute()),
            device.userAgent(),
            device.from().getHostAddress());
    return sessions
        .begin(session)
        .thenCompose(_ -> profile(account.user(), account.home()))
        .thenApply(profile ->
            new Entrance.In(
                new SignedIn(
                    profile.orElseThrow(() ->
                        new IllegalStateException(
                            "no profile of " + account.user() + " in " + account.home())),
                    session,
                    token)));
  }

  public CompletionStage<Optional<Profile>> profile(UserId user, WorkspaceId workspace) {
    return blocking.run(LIMIT, () -> port.profile(user, workspace));
  }
}
