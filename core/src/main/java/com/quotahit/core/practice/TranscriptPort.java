package com.quotahit.core.practice;

import com.quotahit.core.shared.WorkspaceId;
import java.util.List;

/** The whole transcript of a session. Blocking: call it from virtual threads only. */
public interface TranscriptPort {

  /** The rows have not caught up with the journal in time; ask again. */
  final class NotYet extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotYet(SessionId session, long revision) {
      super(session + " is not at revision " + revision + " yet", null, false, false);
    }
  }

  /**
   * All turns in the order they began, once the rows have reached {@code revision}.
   *
   * @throws NotYet when they do not within a second
   */
  List<FinishedTurn> turns(WorkspaceId workspace, SessionId session, long revision);

  /** Waits for the rows to reach {@code revision}; false when they do not within a second. */
  boolean caughtUp(WorkspaceId workspace, SessionId session, long revision);
}
