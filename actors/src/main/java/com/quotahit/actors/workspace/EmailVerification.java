package com.quotahit.actors.workspace;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.mail.Letter;
import com.quotahit.core.shared.mail.LinkToken;
import com.quotahit.core.shared.mail.Template;
import com.quotahit.core.workspace.Account;
import com.quotahit.core.workspace.CredentialsPort;
import com.quotahit.core.workspace.OneTimeToken;
import com.quotahit.core.workspace.OneTimeToken.Purpose;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;

/**
 * Finds out whether an address is its account's own, by a link in a letter. The account works
 * meanwhile; what reaches other people, such as inviting them, waits for it.
 */
public final class EmailVerification {

  private static final String LIMIT = "database";

  private final CredentialsPort credentials;
  private final Blocking blocking;
  private final InstantSource clock;
  private final SecretTexts secrets;
  private final SignInSettings settings;

  /**
   * @param random must be unguessable: links are made from it
   */
  public EmailVerification(
      CredentialsPort credentials,
      Blocking blocking,
      InstantSource clock,
      RandomGenerator random,
      SignInSettings settings) {
    this.credentials = credentials;
    this.blocking = blocking;
    this.clock = clock;
    this.secrets = new SecretTexts(random);
    this.settings = settings;
  }

  /** Writes to whoever has just registered; asked twice it writes once. */
  CompletionStage<Boolean> ask(Account account) {
    return blocking.run(LIMIT, () -> write(account));
  }

  /** Writes once more; false when a letter has just gone out or there is nothing left to prove. */
  public CompletionStage<Boolean> again(UserId user) {
    return blocking.run(LIMIT, () -> credentials.byUser(user).map(this::write).orElse(false));
  }

  /** Whose address a link has proven; empty for one that was used, has run out or never was. */
  public CompletionStage<Optional<UserId>> prove(String token) {
    return blocking.run(
        LIMIT, () -> credentials.verifyEmail(OneTimeToken.hash(token), clock.instant()));
  }

  public CompletionStage<Boolean> proven(UserId user) {
    return blocking.run(LIMIT, () -> credentials.emailVerified(user));
  }

  private boolean write(Account account) {
    if (credentials.emailVerified(account.user())) {
      return false;
    }
    Instant now = clock.instant();
    String secret = secrets.next();
    OneTimeToken token =
        new OneTimeToken(
            OneTimeToken.hash(secret),
            Purpose.VERIFY_EMAIL,
            account.user(),
            account.email(),
            now,
            now.plus(settings.verifyLink()));
    Letter letter =
        new Letter(
            account.email().value(),
            new Template.VerifyAddress(account.name(), new LinkToken(secret)),
            "verify/" + account.user() + "/" + now.toEpochMilli());
    return credentials.issue(token, account, letter, settings.letterPause());
  }
}
