package com.quotahit.core.workspace;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of news, each with how it reaches somebody who has chosen nothing. */
public enum NewsType {
  SESSION_SCORED("session.scored", "Practice", ByMail.OFF),
  INVITATION_ACCEPTED("invitation.accepted", "People", ByMail.DIGEST),
  KEY_STATUS_CHANGED("key.status-changed", "Keys and models", ByMail.INSTANT),
  BUDGET_REACHED("budget.reached", "Keys and models", ByMail.INSTANT),
  TRIAL_ENDING("trial.ending", "Plan", ByMail.INSTANT),
  PAYMENT_FAILED("payment.failed", "Plan", ByMail.INSTANT),
  MODULE_EXPIRED("module.expired", "Plan", ByMail.INSTANT),
  SEAT_CHANGED("seat.changed", "Plan", ByMail.OFF),
  FREE_ACTIONS_USED("free-actions.used", "Plan", ByMail.DIGEST),
  /** Its letter goes out in any case and is no matter of taste. */
  NEW_DEVICE("device.new", "Your account", ByMail.OFF),
  IMPERSONATION("impersonation", "Your account", ByMail.INSTANT),
  CHANNEL_DISABLED("channel.disabled", "Notifications", ByMail.INSTANT),
  /** Cannot go by mail. */
  MAIL_STOPPED("mail.stopped", "Installation", ByMail.OFF);

  /** Whether a letter goes with it, and when. */
  public enum ByMail {
    OFF,
    INSTANT,
    DIGEST
  }

  private final String code;
  private final String group;
  private final ByMail usual;

  NewsType(String code, String group, ByMail usual) {
    this.code = code;
    this.group = group;
    this.usual = usual;
  }

  /** Stable, as clients see it. */
  public String code() {
    return code;
  }

  /** The heading under which it stands in a list. */
  public String group() {
    return group;
  }

  public ByMail usual() {
    return usual;
  }

  public static Optional<NewsType> of(String code) {
    return Arrays.stream(values()).filter(type -> type.code.equals(code)).findFirst();
  }
}
