package com.quotahit.core.workspace;

import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.mail.Letter;
import com.quotahit.core.workspace.SessionsPort.Ended;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Passwords and proven addresses, with the links that reset and prove them. What belongs together
 * happens in one transaction, letters included. Every call blocks shortly.
 */
public interface CredentialsPort {

  /** A password that was set, and what ended with the old one. */
  record PasswordSet(Account account, List<Ended> ended) {
    public PasswordSet {
      ended = List.copyOf(ended);
    }
  }

  Optional<Account> byUser(UserId user);

  boolean emailVerified(UserId user);

  /**
   * Keeps a token in place of older ones of its purpose and hands in its letter; false when one was
   * issued less than {@code pause} ago, and nothing happens.
   */
  boolean issue(OneTimeToken token, Account to, Letter letter, Duration pause);

  /** Whose it is, if it is still good. It stays good. */
  Optional<Account> owner(byte[] tokenHash, OneTimeToken.Purpose purpose, Instant now);

  /** Uses up a token that proves an address; whose it was, if it was good. */
  Optional<UserId> verifyEmail(byte[] tokenHash, Instant now);

  /**
   * Uses up a token for a new password. The letter went to the account's address, so that is proven
   * as well; every session of the account ends.
   */
  Optional<PasswordSet> resetPassword(
      byte[] tokenHash, PasswordHash next, Instant now, Function<Account, Told> notice);

  /** What follows from a new password, in the transaction that sets it. */
  record Told(Letter letter, AuditEntry entry) {}

  /** Every session but {@code keptSession} ends. Empty when the password was changed meanwhile. */
  Optional<PasswordSet> changePassword(
      Account account, PasswordHash next, String keptSession, Instant now, Letter notice);

  /** Forgets tokens that have run out. */
  int forgetTokens(Instant now);
}
