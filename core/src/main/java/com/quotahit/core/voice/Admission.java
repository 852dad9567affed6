package com.quotahit.core.voice;

import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;

/**
 * Who may join which call.
 *
 * @param kind what sort of call it is, such as {@code practice}; names the desk that answers for it
 * @param session id of the call within the workspace
 * @param signIn the device's sign-in under which it was given, with which it ends; empty for none
 */
public record Admission(
    WorkspaceId workspace, UserId user, String kind, String session, String signIn) {

  /** One that stands for itself. */
  public Admission(WorkspaceId workspace, UserId user, String kind, String session) {
    this(workspace, user, kind, session, "");
  }
}
