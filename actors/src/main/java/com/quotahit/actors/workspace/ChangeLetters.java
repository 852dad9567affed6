package com.quotahit.actors.workspace;

import com.quotahit.core.shared.mail.Letter;
import com.quotahit.core.shared.mail.MailPort;
import com.quotahit.core.shared.mail.Template;
import com.quotahit.core.workspace.Account;
import java.time.Instant;
import java.time.InstantSource;

/** Tells people what happened to the way they sign in, in case it was not them. Blocks shortly. */
public final class ChangeLetters {

  private final MailPort mail;
  private final InstantSource clock;

  public ChangeLetters(MailPort mail, InstantSource clock) {
    this.mail = mail;
    this.clock = clock;
  }

  /**
   * @param change such as {@code A passkey was added}
   */
  void tell(Account account, String change) {
    Instant now = clock.instant();
    mail.send(
        account.home(),
        new Letter(
            account.email().value(),
            new Template.SignInChanged(account.name(), change, now),
            "sign-in-changed/" + account.user() + "/" + now.toEpochMilli()));
  }

  /** Once a day at most, however long somebody goes on guessing. */
  void tellOfAttempts(Account account, int attempts) {
    Instant now = clock.instant();
    mail.send(
        account.home(),
        new Letter(
            account.email().value(),
            new Template.TooManyFailedAttempts(account.name(), attempts, now),
            "attempts/" + account.user() + "/" + now.getEpochSecond() / 86_400));
  }

  static Letter passwordChanged(Account account, Instant now) {
    return new Letter(
        account.email().value(),
        new Template.PasswordChanged(account.name(), now),
        "password/" + account.user() + "/" + now.toEpochMilli());
  }
}
