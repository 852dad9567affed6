package com.quotahit.actors.workspace;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.core.shared.Associated;
import com.quotahit.core.shared.SealPort;
import com.quotahit.core.shared.Sealed;
import com.quotahit.core.shared.Secret;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.Account;
import com.quotahit.core.workspace.AccountsPort;
import com.quotahit.core.workspace.EmailAddress;
import com.quotahit.core.workspace.OneTimeToken;
import com.quotahit.core.workspace.OpenIdPort;
import com.quotahit.core.workspace.OpenIdPort.Bond;
import com.quotahit.core.workspace.OpenIdPort.Client;
import com.quotahit.core.workspace.OpenIdPort.Identity;
import com.quotahit.core.workspace.OpenIdPort.OpenIdFailure;
import com.quotahit.core.workspace.SignInMethod;
import com.quotahit.core.workspace.SingleSignOn;
import com.quotahit.core.workspace.SingleSignOnPort;
import com.quotahit.core.workspace.SingleSignOnPort.Attempt;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;

/**
 * Signs people in by their workspace's own identity provider. Whoever runs that provider can make
 * it say anything, so its word opens their workspace and no other: a subject becomes an account's
 * only if the account began in this workspace, or its owner is signed in at that very moment.
 */
public final class CompanySignIn {

  /** The name of its limit under {@code quotahit.engine.blocking}. */
  public static final String LIMIT = "single-sign-on";

  /** What becomes of the wish to sign in. */
  public sealed interface Started {
    /**
     * @param browser to be handed back by this browser; a secret
     */
    record Go(URI to, String browser, Duration life) implements Started {
      @Override
      public String toString() {
        return "Go[redacted]";
      }
    }

    record NoProvider() implements Started {}

    record Failed(OpenIdFailure.Reason why) implements Started {}

    record TooOften(Duration retryAfter) implements Started {}
  }

  /** What becomes of somebody who comes back. */
  public sealed interface Returned {
    record In(SignedIn signedIn) implements Returned {}

    record Refused(Refusal why) implements Returned {}
  }

  /** Why somebody who comes back is not let in. */
  public enum Refusal {
    /** Too late, a second time, or in another browser than the one that went. */
    WORN_OUT,
    /** The provider said no, or what it said does not hold. */
    PROVIDER,
    /** Nobody of this address is a member. */
    NOT_A_MEMBER,
    /** There is an account that this provider may not speak for before its owner says so. */
    NOT_LINKED;

    public String code() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  private final SingleSignOnPort port;
  private final OpenIdPort providers;
  private final AccountsPort accounts;
  private final SealPort seal;
  private final SignIn signIn;
  private final LoginThrottle throttle;
  private final SignInLog log;
  private final Blocking blocking;
  private final InstantSource clock;
  private final SecretTexts secrets;
  private final URI redirect;
  private final Duration life;

  /**
   * @param random must be unguessable: secrets are made from it
   * @param redirect where providers send people back
   * @param life how long somebody may take there
   */
  public CompanySignIn(
      SingleSignOnPort port,
      OpenIdPort providers,
      AccountsPort accounts,
      SealPort seal,
      SignIn signIn,
      LoginThrottle throttle,
      SignInLog log,
      Blocking blocking,
      InstantSource clock,
      RandomGenerator random,
      URI redirect,
      Duration life) {
    this.port = port;
    this.providers = providers;
    this.accounts = accounts;
    this.seal = seal;
    this.signIn = signIn;
    this.throttle = throttle;
    this.log = log;
    this.blocking = blocking;
    this.clock = clock;
    this.secrets = new SecretTexts(random);
    this.redirect = redirect;
    this.life = life;
  }

  /** The client secret as it is kept; it opens for this workspace and issuer alone. */
  static byte[] associated(WorkspaceId workspace, String issuer) {
    return Associated.with("single-sign-on", "1", workspace.value(), issuer);
  }

  /** Where to go with an address of a company's. */
  public CompletionStage<Started> start(EmailAddress email, InetAddress from) {
    return blocking.run(
        LIMIT,
        () -> {
          Duration wait = throttle.beginCeremony(from);
          if (!wait.isZero()) {
            return new Started.TooOften(wait);
          }
          Optional<SingleSignOn> setting = port.byDomain(email.domain());
          return setting.isEmpty() ? new Started.NoProvider() : go(setting.get());
        });
  }

  private Started go(SingleSignOn setting) {
    String state = secrets.next();
    String browser = secrets.next();
    try {
      URI to = providers.question(client(setting), bond(state, browser));
      port.begin(
          new Attempt(
              OneTimeToken.hash(state),
              OneTimeToken.hash(browser),
              setting.workspace(),
              clock.instant().plus(life)));
      return new Started.Go(to, browser, life);
    } catch (OpenIdFailure failure) {
      return new Started.Failed(failure.reason());
    }
  }

  /**
   * Somebody comes back.
   *
   * @param browser what it was given when it went, if it is the same one
   * @param present who is signed in there at the moment
   */
  public CompletionStage<Returned> finish(
      String state,
      String code,
      Optional<String> browser,
      Optional<UserId> present,
      Device device) {
    return blocking
        .run(LIMIT, () -> identified(state, code, browser, present, device))
        .thenCompose(known ->
            switch (known) {
              case Known.Member(UserId user, WorkspaceId workspace) ->
                  signIn
                      .begin(user, workspace, device, SignInMethod.SINGLE_SIGN_ON)
                      .thenApply(Returned.In::new);
              case Known.Nobody(Refusal why) ->
                  CompletableFuture.completedFuture(new Returned.Refused(why));
            });
  }

  private sealed interface Known {
    record Member(UserId user, WorkspaceId workspace) implements Known {}

    record Nobody(Refusal why) implements Known {}
  }

  private Known identified(
      String state,
      String code,
      Optional<String> browser,
      Optional<UserId> present,
      Device device) {
    Optional<Attempt> attempt = port.end(OneTimeToken.hash(state), clock.instant());
    if (attempt.isEmpty() || browser.isEmpty() || !sameBrowser(attempt.get(), browser.get())) {
      return new Known.Nobody(Refusal.WORN_OUT);
    }
    Optional<SingleSignOn> setting = port.of(attempt.get().workspace());
    if (setting.isEmpty()) {
      return new Known.Nobody(Refusal.WORN_OUT);
    }
    Known known;
    try {
      Identity who = providers.answer(client(setting.get()), bond(state, browser.get()), code);
      known = member(setting.get(), who, present);
    } catch (OpenIdFailure failure) {
      known = new Known.Nobody(Refusal.PROVIDER);
    }
    if (known instanceof Known.Nobody(Refusal why)) {
      log.keptOut(setting.get().workspace(), why, device);
    }
    return known;
  }

  private static boolean sameBrowser(Attempt attempt, String browser) {
    return MessageDigest.isEqual(attempt.browserHash(), OneTimeToken.hash(browser));
  }

  private Known member(SingleSignOn setting, Identity who, Optional<UserId> present) {
    WorkspaceId workspace = setting.workspace();
    Optional<UserId> linked = port.linked(workspace, who.issuer(), who.subject());
    if (linked.isPresent()) {
      return member(linked.get(), workspace);
    }
    Optional<Account> account = who.email().filter(setting::covers).flatMap(accounts::byEmail);
    if (account.isEmpty() || accounts.profile(account.get().user(), workspace).isEmpty()) {
      return new Known.Nobody(Refusal.NOT_A_MEMBER);
    }
    boolean ours = account.get().home().equals(workspace);
    if (!ours && present.filter(account.get().user()::equals).isEmpty()) {
      return new Known.Nobody(Refusal.NOT_LINKED);
    }
    port.link(workspace, who.issuer(), who.subject(), account.get().user(), clock.instant());
    return member(account.get().user(), workspace);
  }

  /** Whoever is linked for long may be suspended meanwhile, and then no address of theirs opens. */
  private Known member(UserId user, WorkspaceId workspace) {
    return accounts
            .profile(user, workspace)
            .flatMap(profile -> accounts.byEmail(profile.email()))
            .isPresent()
        ? new Known.Member(user, workspace)
        : new Known.Nobody(Refusal.NOT_A_MEMBER);
  }

  /** Whether somebody has to come by their company's provider instead. Blocks shortly. */
  boolean asks(Account account, WorkspaceId workspace) {
    return port.of(workspace)
        .flatMap(setting ->
            accounts
                .profile(account.user(), workspace)
                .map(profile -> setting.asks(account.email(), profile.role())))
        .orElse(false);
  }

  /** Forgets those who never came back; call it now and then on any node. */
  public CompletionStage<Integer> forgetAttempts() {
    return blocking.run("database", () -> port.forgetAttempts(clock.instant()));
  }

  /** Whether a provider answers as one of this name does, before its word counts for anything. */
  void requireProvider(SingleSignOn setting) {
    providers.question(client(setting), bond(secrets.next(), secrets.next()));
  }

  private Client client(SingleSignOn setting) {
    Sealed sealed = setting.clientSecret();
    byte[] secret = seal.open(sealed, associated(setting.workspace(), setting.issuer()));
    return new Client(
        setting.issuer(),
        setting.clientId(),
        new Secret(new String(secret, StandardCharsets.UTF_8)),
        redirect);
  }

  /** Both follow from what the browser keeps, so nothing of it has to be kept here. */
  private static Bond bond(String state, String browser) {
    return new Bond(state, derived("nonce", state, browser), derived("verifier", state, browser));
  }

  private static String derived(String what, String state, String browser) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(OneTimeToken.hash(what + "|" + browser + "|" + state));
  }
}
