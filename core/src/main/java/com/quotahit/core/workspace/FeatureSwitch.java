package com.quotahit.core.workspace;

import java.util.Arrays;
import java.util.Optional;

/** What platform admins switch on and off for the whole installation while it runs. */
public enum FeatureSwitch {
  REGISTRATION_OPEN(
      "registration-open",
      true,
      "People may open an account and a workspace by themselves. Invited people always may."),
  ADMINS_NEED_SECOND_FACTOR(
      "admins-need-second-factor",
      false,
      "Whoever signed in without a second factor is no platform admin until they sign in with one."
          + " The installation's own settings may ask for it as well."),
  SANDBOX_INBOX(
      "sandbox-inbox",
      true,
      "Platform admins may read the mail that the sandbox has caught. It is only there while no"
          + " mail server is set up.");

  private final String code;
  private final boolean usual;
  private final String description;

  FeatureSwitch(String code, boolean usual, String description) {
    this.code = code;
    this.usual = usual;
    this.description = description;
  }

  /** Stable, as clients and the database see it. */
  public String code() {
    return code;
  }

  /** Until somebody switches it. */
  public boolean usual() {
    return usual;
  }

  public String description() {
    return description;
  }

  public static Optional<FeatureSwitch> of(String code) {
    return Arrays.stream(values()).filter(one -> one.code.equals(code)).findFirst();
  }
}
