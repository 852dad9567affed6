package com.quotahit.core.shared.mail;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Every letter that the product writes, each with exactly what it tells. The words stand in text
 * files of the same name; nothing here is trusted to be harmless, and all of it is escaped where it
 * is printed. No key, password or transcript is ever among it.
 */
public sealed interface Template {

  /** How long after it was handed in the letter is still worth sending. */
  Duration USUAL = Duration.ofHours(24);

  /** Please show that this address is yours. */
  record VerifyAddress(String person, LinkToken token) implements Template {}

  record ResetPassword(String person, LinkToken token, Duration validFor) implements Template {
    @Override
    public Duration worthSendingFor() {
      return validFor;
    }
  }

  record PasswordChanged(String person, Instant at) implements Template {}

  /**
   * @param device as far as it tells, such as {@code Firefox on Linux}
   * @param network the address it came from
   */
  record NewDevice(String person, String device, String network, Instant at) implements Template {}

  record TooManyFailedAttempts(String person, int attempts, Instant at) implements Template {}

  /** Whatever else changed about how somebody signs in, such as {@code A passkey was added}. */
  record SignInChanged(String person, String change, Instant at) implements Template {}

  record Invitation(
      String invitedBy, String workspace, String role, LinkToken token, Instant expiresAt)
      implements Template {
    @Override
    public Duration worthSendingFor() {
      return Duration.ofDays(2);
    }
  }

  record OwnershipTransferred(String workspace, String from, String to, Instant at)
      implements Template {}

  record MemberRemoved(String person, String workspace) implements Template {}

  /** To the workspace's owners and to whom it was done. */
  record ImpersonationNotice(
      String workspace, String admin, String person, String reason, Instant from, Instant until)
      implements Template {}

  /**
   * @param last4 all that is ever shown of the key
   * @param status such as {@code no longer valid}
   */
  record KeyStatusChanged(String workspace, String provider, String last4, String status)
      implements Template {}

  record TrialEnding(String workspace, String module, Instant endsAt) implements Template {}

  /**
   * @param graceUntil what the workspace has stays open until then
   */
  record PaymentFailed(String workspace, Amount amount, Instant graceUntil) implements Template {}

  record InvoiceReceipt(String workspace, String number, Amount amount, Instant paidAt)
      implements Template {}

  /**
   * @param budget whose it is, such as {@code this workspace} or {@code Ann Rep}
   * @param percent of the month's budget that is used, 80 or 100
   */
  record BudgetWarning(String workspace, String budget, int percent, Amount limit)
      implements Template {}

  /**
   * Anything that has no letter of its own.
   *
   * @param path within the product, such as {@code /practice/sessions/rp_…}
   */
  record Notice(String title, String body, String path) implements Template {
    public Notice {
      requirePath(path);
    }
  }

  /** One letter for all that happened in a day. */
  record Digest(String person, String workspace, LocalDate day, List<Line> lines)
      implements Template {
    public Digest {
      lines = List.copyOf(lines);
    }
  }

  /** An admin tries whether mail arrives. */
  record MailTest(String person, Instant at) implements Template {
    @Override
    public Duration worthSendingFor() {
      return Duration.ofMinutes(10);
    }
  }

  /**
   * One line of a digest.
   *
   * @param group the heading under which it stands, such as {@code Practice}
   */
  record Line(String group, String title, String path) {
    public Line {
      requirePath(path);
    }
  }

  /** In the currency's smallest unit. */
  record Amount(long minor, String currency) {}

  /** Links lead nowhere but into the product. */
  private static void requirePath(String path) {
    if (!path.matches("/(?!/)[A-Za-z0-9/_.~?=&%#-]{0,500}")) {
      throw new IllegalArgumentException("not a path within the product");
    }
  }

  /** The name of its text file, such as {@code verify-address}. */
  default String name() {
    return getClass()
        .getSimpleName()
        .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
        .toLowerCase(Locale.ROOT);
  }

  default Duration worthSendingFor() {
    return USUAL;
  }

  /** The secret it carries, which is not kept once the letter is sent. */
  default Optional<LinkToken> secret() {
    return switch (this) {
      case VerifyAddress verify -> Optional.of(verify.token());
      case ResetPassword reset -> Optional.of(reset.token());
      case Invitation invitation -> Optional.of(invitation.token());
      case PasswordChanged _,
          NewDevice _,
          TooManyFailedAttempts _,
          SignInChanged _,
          OwnershipTransferred _,
          MemberRemoved _,
          ImpersonationNotice _,
          KeyStatusChanged _,
          TrialEnding _,
          PaymentFailed _,
          InvoiceReceipt _,
          BudgetWarning _,
          Notice _,
          Digest _,
          MailTest _ ->
          Optional.empty();
    };
  }
}
