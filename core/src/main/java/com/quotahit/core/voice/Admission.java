package com.quotahit.core.voice;

import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;

/**
 * Who may join which call.
 *
 * @param kind what sort of call it is, such as {@code practice}; names the desk that answers for it
 * @param session id of the call within the workspace
 */
public record Admission(WorkspaceId workspace, UserId user, String kind, String session) {}
