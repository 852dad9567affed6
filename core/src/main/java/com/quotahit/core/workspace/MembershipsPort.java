package com.quotahit.core.workspace;

import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who is a member of what, as rows. Every call blocks for one short transaction. */
public interface MembershipsPort {

  /**
   * One of somebody's workspaces.
   *
   * @param deletedUntil it is in the bin, and can be brought back until then
   */
  record Membership(
      WorkspaceId workspace, String name, Role role, Optional<Instant> deletedUntil) {}

  /** A member, as others of the workspace see them. */
  record Person(
      UserId user,
      String name,
      EmailAddress email,
      Role role,
      Placement placement,
      Instant joinedAt,
      boolean suspended) {}

  /**
   * Which members a list shows; empty means any.
   *
   * @param query part of a name or address
   * @param teams one of which they must be in
   */
  record Filter(Optional<String> query, Optional<Set<TeamId>> teams, Optional<UserId> after) {}

  /** In the order in which they joined; those in the bin last, and only for owners. */
  List<Membership> ofUser(UserId user);

  /** By id, at most {@code rows}. */
  List<Person> members(WorkspaceId workspace, Filter filter, int rows);

  Optional<Person> member(WorkspaceId workspace, UserId user);

  /** To whom a letter about a workspace goes. */
  record Addressee(EmailAddress email, String name, String workspaceName) {}

  /** Also somebody who is a member no longer. */
  Optional<Addressee> addressee(WorkspaceId workspace, UserId user);

  /** What somebody with an account is called. */
  Optional<String> nameOf(UserId user);

  Optional<Instant> createdAt(WorkspaceId workspace);

  /**
   * Writes down who is what at once, for those who ask before the facts are read in.
   *
   * @param revision of the workspace, which rows from later facts exceed
   */
  void record(WorkspaceId workspace, Workspace state, long revision);
}
