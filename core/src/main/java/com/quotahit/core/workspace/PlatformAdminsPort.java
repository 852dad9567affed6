package com.quotahit.core.workspace;

import com.quotahit.core.shared.By;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What platform admins do to accounts and to each other. At least one admin who can act always
 * remains, whoever is demoted, suspended or deleted at the same time. Every call blocks, for one
 * short transaction that also writes the installation's audit log.
 */
public interface PlatformAdminsPort {

  /** How an account stands. */
  enum Status {
    ACTIVE,
    /** A registration that was not finished yet. */
    PENDING,
    SUSPENDED,
    DELETED
  }

  record Membership(WorkspaceId workspace, String name, Role role) {}

  /** An account as admins see it. */
  record Person(
      UserId user,
      String name,
      String email,
      Status status,
      boolean platformAdmin,
      List<Membership> workspaces,
      Optional<Instant> lastSeenAt,
      Instant createdAt,
      boolean secondFactor,
      String suspendedReason) {}

  /**
   * @param text part of a name, an address or a workspace's name, or an id; empty for all
   * @param after user id of the last one of the page before
   */
  record Search(String text, Optional<Status> status, Optional<String> after) {}

  List<Person> search(Search search, int most);

  Optional<Person> find(UserId user);

  record WorkspaceSeen(
      WorkspaceId workspace, String name, int members, List<String> owners, boolean consent) {}

  /**
   * @param after id of the last one of the page before
   */
  List<WorkspaceSeen> workspaces(String text, Optional<String> after, int most);

  /** What can be done to an account. */
  sealed interface Act {

    record Suspend(String reason) implements Act {}

    record Reactivate() implements Act {}

    record Grant() implements Act {}

    record Revoke() implements Act {}

    /** The person goes; the row keeps the id, and no name and no address. */
    record Delete() implements Act {}
  }

  /** What becomes of it. */
  sealed interface Outcome {

    /** A session that died of it. */
    record Dead(String sessionId, byte[] tokenHash) {}

    /**
     * @param changed false when it was so already
     * @param workspaces whose people are not what they were
     */
    record Done(
        boolean changed,
        List<Dead> sessions,
        List<ImpersonationsPort.Ended> impersonations,
        List<WorkspaceId> workspaces)
        implements Outcome {
      public Done {
        workspaces = List.copyOf(workspaces);
        sessions = List.copyOf(sessions);
        impersonations = List.copyOf(impersonations);
      }
    }

    record NoSuchUser() implements Outcome {}

    /** Somebody must be able to run the installation. */
    record LastAdmin() implements Outcome {}

    /** A suspended or deleted account is made no admin. */
    record NotActive() implements Outcome {}
  }

  /**
   * @param entry who does it, from where; action and subject are set here
   */
  Outcome act(UserId user, Act act, AuditEntry entry);

  /**
   * Something that was done and that the journal does not have yet.
   *
   * @param home where the person began
   */
  record Fact(long id, UserId user, WorkspaceId home, Right right, By by) {

    /** To run the installation. */
    public enum Right {
      GRANTED,
      REVOKED
    }
  }

  /** In the order in which they were done. */
  List<Fact> facts(int most);

  /** The journal has it. */
  void told(Fact fact);
}
