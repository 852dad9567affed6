package com.quotahit.actors.workspace;

import com.quotahit.core.workspace.AccountsPort.Profile;
import com.quotahit.core.workspace.SessionsPort.Session;

/**
 * A session that has begun.
 *
 * @param token the secret for the device
 * @param mark by which the device is known again; a secret too
 */
public record SignedIn(Profile profile, Session session, String token, String mark) {

  /** Without the secrets. */
  @Override
  public String toString() {
    return "SignedIn[" + session.id() + "]";
  }
}
