package com.quotahit.core.workspace;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that people may want to be told. It can say what these records hold and nothing else:
 * no key, no transcript, no text of a call.
 */
public sealed interface News {

  /**
   * @param scenario its title
   * @param score of a hundred, with one decimal
   * @param simulated no language model graded it
   */
  record SessionScored(String sessionId, String scenario, BigDecimal score, boolean simulated)
      implements News {}

  record InvitationAccepted(String person, String role) implements News {}

  /**
   * @param last4 all that is ever shown of a key
   * @param status in words, such as {@code no longer valid}
   */
  record KeyStatusChanged(String provider, String last4, String status) implements News {}

  /**
   * @param budget whose it is, such as {@code this workspace}
   * @param percent 80 or 100
   */
  record BudgetReached(String budget, int percent, long limitMinor, String currency)
      implements News {}

  record TrialEnding(String module, Instant endsAt) implements News {}

  /**
   * @param graceUntil what the workspace has stays open until then
   */
  record PaymentFailed(long minor, String currency, Instant graceUntil) implements News {}

  /** The person may use what is paid by the seat. */
  record SeatGiven() implements News {}

  record SeatTaken() implements News {}

  /**
   * A workspace was brought back, and what it bought was cancelled.
   *
   * @param paidUntil when that ends; empty when it has ended
   */
  record SubscriptionNotRestored(Optional<Instant> paidUntil) implements News {}

  record ModuleExpired(String module) implements News {}

  /**
   * Most of a month's free actions are used, or all of them.
   *
   * @param what in words, such as {@code practice sessions}
   */
  record FreeActionsUsed(String what, int used, int most, Instant resetsAt) implements News {}

  record NewDevice(String device, String network, Instant at) implements News {}

  /** A platform admin worked in somebody's name. */
  record Impersonation(String admin, String person, String reason, Instant from, Instant until)
      implements News {}

  /**
   * Nobody answered at an address to which news are posted.
   *
   * @param host of that address, without its path
   */
  record ChannelDisabled(String host, int days) implements News {}

  /** The mail server does not let the installation in. */
  record MailStopped(String code) implements News {}

  default NewsType type() {
    return switch (this) {
      case SessionScored _ -> NewsType.SESSION_SCORED;
      case InvitationAccepted _ -> NewsType.INVITATION_ACCEPTED;
      case KeyStatusChanged _ -> NewsType.KEY_STATUS_CHANGED;
      case BudgetReached _ -> NewsType.BUDGET_REACHED;
      case TrialEnding _ -> NewsType.TRIAL_ENDING;
      case PaymentFailed _ -> NewsType.PAYMENT_FAILED;
      case SeatGiven _, SeatTaken _ -> NewsType.SEAT_CHANGED;
      case ModuleExpired _, SubscriptionNotRestored _ -> NewsType.MODULE_EXPIRED;
      case FreeActionsUsed _ -> NewsType.FREE_ACTIONS_USED;
      case NewDevice _ -> NewsType.NEW_DEVICE;
      case Impersonation _ -> NewsType.IMPERSONATION;
      case ChannelDisabled _ -> NewsType.CHANNEL_DISABLED;
      case MailStopped _ -> NewsType.MAIL_STOPPED;
    };
  }
}
