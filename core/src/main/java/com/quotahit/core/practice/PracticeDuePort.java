package com.quotahit.core.practice;

import com.quotahit.core.shared.WorkspaceId;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What has to happen to practice sessions by itself. Claims are leases on the database's clock, so
 * every node may ask and one gets the work. Blocking: call it from virtual threads only.
 */
public interface PracticeDuePort {

  sealed interface Due {
    WorkspaceId workspace();

    SessionId session();
  }

  /** Time has come for {@link PracticeCommand.MindTheClock}. */
  record Clock(WorkspaceId workspace, SessionId session) implements Due {}

  /** The node that carried the call under this epoch is gone. */
  record Orphaned(WorkspaceId workspace, SessionId session, long epoch) implements Due {}

  /** The session waits for its score. */
  record Score(WorkspaceId workspace, SessionId session) implements Due {}

  /**
   * @param living incarnations of the nodes that may hold calls
   * @param lease how long the work is out of reach for others
   */
  List<Due> claim(Set<String> living, int most, Duration lease);

  /** Puts claimed work off. */
  void postpone(WorkspaceId workspace, SessionId session, Duration by);
}
