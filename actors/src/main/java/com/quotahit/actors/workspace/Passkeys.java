package com.quotahit.actors.workspace;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.core.shared.IdSource;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.workspace.Account;
import com.quotahit.core.workspace.AccountsPort;
import com.quotahit.core.workspace.CredentialsPort;
import com.quotahit.core.workspace.Passkey;
import com.quotahit.core.workspace.PasskeyCeremonyPort;
import com.quotahit.core.workspace.PasskeyCeremonyPort.Asserted;
import com.quotahit.core.workspace.PasskeyCeremonyPort.Question;
import com.quotahit.core.workspace.PasskeyCeremonyPort.Registered;
import com.quotahit.core.workspace.PasskeysPort;
import com.quotahit.core.workspace.PasskeysPort.Ceremony;
import com.quotahit.core.workspace.PasskeysPort.Kind;
import com.quotahit.core.workspace.SignInMethod;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Passkeys: set up, used, taken away. A question is answered once, on whichever node, within a few
 * minutes. A device is asked for whoever it knows, so nobody learns from here who has a passkey.
 */
public final class Passkeys {

  private static final String LIMIT = "database";
  private static final Duration ANSWER_WITHIN = Duration.ofMinutes(5);

  /** What becomes of a new passkey. */
  public sealed interface Added {
    /**
     * @param recoveryCodes shown this once, when it is the first second factor; else none
     */
    record Done(Passkey passkey, List<String> recoveryCodes) implements Added {}

    /** The device's answer does not hold, or came too late. */
    record NotAccepted() implements Added {}

    /** There are too many, or this one is known already. */
    record TooMany() implements Added {}
  }

  private final PasskeysPort port;
  private final PasskeyCeremonyPort ceremonies;
  private final CredentialsPort credentials;
  private final AccountsPort accounts;
  private final SecondFactors factors;
  private final SignIn signIn;
  private final CompanySignIn company;
  private final LoginThrottle throttle;
  private final ChangeLetters letters;
  private final SignInLog log;
  private final Blocking blocking;
  private final InstantSource clock;
  private final IdSource ids;

  /**
   * @param random must be unguessable
   */
  public Passkeys(
      PasskeysPort port,
      PasskeyCeremonyPort ceremonies,
      CredentialsPort credentials,
      AccountsPort accounts,
      SecondFactors factors,
      SignIn signIn,
      CompanySignIn company,
      LoginThrottle throttle,
      SignInLog log,
      ChangeLetters letters,
      Blocking blocking,
      InstantSource clock,
      RandomGenerator random) {
    this.port = port;
    this.ceremonies = ceremonies;
    this.credentials = credentials;
    this.accounts = accounts;
    this.factors = factors;
    this.signIn = signIn;
    this.company = company;
    this.throttle = throttle;
    this.log = log;
    this.letters = letters;
    this.blocking = blocking;
    this.clock = clock;
    this.ids = IdSource.uuidV7(clock, random);
  }

  public CompletionStage<List<Passkey>> of(UserId user) {
    return blocking.run(LIMIT, () -> port.ofUser(user));
  }

  /** The question to a device that is to become one of this person's; JSON for the browser. */
  public CompletionStage<String> beginAdding(UserId user) {
    return blocking.run(
        LIMIT,
        () -> {
          Account account = account(user);
          Question question = ceremonies.register(user, account.email(), account.name());
          keep(question, Kind.REGISTER, Optional.of(user));
          return question.publicKey();
        });
  }

  public CompletionStage<Added> add(UserId user, String label, String credential) {
    return blocking
        .run(LIMIT, () -> registered(user, credential))
        .thenCompose(found ->
            found.isEmpty()
                ? CompletableFuture.completedFuture(new Added.NotAccepted())
                : keep(user, label, found.get()));
  }

  private Optional<Registered> registered(UserId user, String credential) {
    return ended(credential, Kind.REGISTER)
        .filter(ceremony -> ceremony.user().filter(user::equals).isPresent())
        .flatMap(ceremony -> ceremonies.registered(ceremony.request(), credential));
  }

  private CompletionStage<Added> keep(UserId user, String label, Registered key) {
    Passkey passkey =
        new Passkey(
            ids.next("pk"),
            key.credentialId(),
            user,
            key.publicKey(),
            key.signCount(),
            label,
            clock.instant(),
            Optional.empty());
    return blocking
        .run(
            LIMIT,
            () -> {
              if (!port.add(passkey)) {
                return Optional.<Boolean>empty();
              }
              letters.tell(account(user), "A passkey was added");
              return Optional.of(factors.held(user).recoveryCodesLeft() == 0);
            })
        .thenCompose(kept ->
            kept.isEmpty()
                ? CompletableFuture.completedFuture(new Added.TooMany())
                : kept.get()
                    ? factors
                        .newRecoveryCodes(user)
                        .thenApply(codes -> new Added.Done(passkey, codes.orElse(List.of())))
                    : CompletableFuture.completedFuture(new Added.Done(passkey, List.of())));
  }

  /** False when this person has no such passkey. */
  public CompletionStage<Boolean> remove(UserId user, String id) {
    return blocking.run(
        LIMIT,
        () -> {
          boolean removed = port.remove(user, id);
          if (removed) {
            letters.tell(account(user), "A passkey was removed");
          }
          return removed;
        });
  }

  /** What a browser may ask its devices, or how long to wait before asking. */
  public sealed interface Asked {
    record Of(String publicKey) implements Asked {}

    record TooOften(Duration retryAfter) implements Asked {}
  }

  public CompletionStage<Asked> beginSignIn(InetAddress from) {
    return blocking.run(
        LIMIT,
        () -> {
          Duration wait = throttle.beginCeremony(from);
          if (!wait.isZero()) {
            return new Asked.TooOften(wait);
          }
          Question question = ceremonies.signIn();
          keep(question, Kind.SIGN_IN, Optional.empty());
          return new Asked.Of(question.publicKey());
        });
  }

  /**
   * Signs in whoever's passkey answered; empty when the answer does not hold, when their account is
   * suspended, or when their company asks them to come by its own provider.
   */
  public CompletionStage<Optional<SignedIn>> signIn(String credential, Device device) {
    return blocking
        .run(
            LIMIT,
            () ->
                asserted(
                        credential,
                        user -> log.keptOut(account(user), SignInLog.Missing.PASSKEY, device))
                    .map(this::account)
                    .filter(this::maySignIn)
                    .filter(account -> !company.asks(account, account.home())))
        .thenCompose(owner ->
            owner.isEmpty()
                ? CompletableFuture.completedFuture(Optional.empty())
                : signIn
                    .begin(owner.get().user(), owner.get().home(), device, SignInMethod.PASSKEY)
                    .thenApply(Optional::of));
  }

  /** Whose passkey answered. */
  CompletionStage<Optional<UserId>> whose(String credential) {
    return blocking.run(LIMIT, () -> asserted(credential, _ -> {}));
  }

  /**
   * @param copied hears whose passkey answered as a copy would
   */
  private Optional<UserId> asserted(String credential, Consumer<UserId> copied) {
    Optional<Asserted> answered =
        ended(credential, Kind.SIGN_IN)
            .flatMap(ceremony -> ceremonies.signedIn(ceremony.request(), credential));
    Optional<Asserted> counted =
        answered.filter(key -> port.used(key.credentialId(), key.signCount(), clock.instant()));
    if (answered.isPresent() && counted.isEmpty()) {
      copied.accept(answered.get().user());
    }
    return counted.map(Asserted::user);
  }

  private Optional<Ceremony> ended(String credential, Kind kind) {
    return ceremonies
        .challenge(credential)
        .flatMap(challenge -> port.end(challenge, kind, clock.instant()));
  }

  private void keep(Question question, Kind kind, Optional<UserId> user) {
    Instant until = clock.instant().plus(ANSWER_WITHIN);
    port.begin(new Ceremony(question.challenge(), kind, user, question.request(), until));
  }

  /** Forgets questions that were never answered; call it now and then on any node. */
  public CompletionStage<Integer> forgetQuestions() {
    return blocking.run(LIMIT, () -> port.forgetCeremonies(clock.instant()));
  }

  private boolean maySignIn(Account account) {
    return accounts.byEmail(account.email()).isPresent();
  }

  private Account account(UserId user) {
    return credentials
        .byUser(user)
        .orElseThrow(() -> new IllegalStateException("a passkey without an account: " + user));
  }
}
