package com.quotahit.core.workspace;

/**
 * What somebody may do, named by what it opens. How far it reaches (own records, the team's, all)
 * is the {@link Scope} with which a {@link Role} holds it.
 */
public enum Permission {
  PRACTICE_READ("practice.read"),
  PRACTICE_RUN("practice.run"),
  PRACTICE_AUTHOR("practice.author"),
  CALLS_READ("calls.read"),
  CALLS_WRITE("calls.write"),
  CRM_READ("crm.read"),
  CRM_WRITE("crm.write"),
  CALLING_READ("calling.read"),
  CALLING_RUN("calling.run"),
  FINDINGS_READ("findings.read"),
  MEMBERS_READ("members.read"),
  MEMBERS_MANAGE("members.manage"),
  SETTINGS_MANAGE("settings.manage"),
  KEYS_MANAGE("keys.manage"),
  BILLING_MANAGE("billing.manage"),
  AUDIT_READ("audit.read"),
  OWNERSHIP_TRANSFER("ownership.transfer");

  private final String code;

  Permission(String code) {
    this.code = code;
  }

  /** Stable, as clients see it. */
  public String code() {
    return code;
  }
}
