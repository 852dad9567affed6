package com.quotahit.core.workspace;

import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where accounts are kept. Every call blocks, for one short transaction. */
public interface AccountsPort {

  /** Who asked for an address, and who has it now. */
  sealed interface Reservation {

    record Yours(Account account, boolean firstOfInstallation) implements Reservation {}

    /**
     * Somebody has it.
     *
     * @param sameRequest it was taken by a request of the same name
     */
    record Taken(Account account, boolean sameRequest) implements Reservation {}
  }

  /**
   * Takes the address, in one statement: of many at once, one gets it. The first account of an
   * installation becomes its platform admin.
   */
  Reservation reserve(Account account, Optional<String> requestName);

  /** Makes the account usable: its workspace, its membership as owner, its rights. */
  void activate(Account account);

  boolean isFirstOfInstallation(UserId user);

  /** Who signs in by an address; nobody while the account is suspended. */
  Optional<Account> byEmail(EmailAddress email);

  /** Registrations that were interrupted before {@code before}, oldest first. */
  List<Account> pending(Instant before, int limit);

  /** Replaces a hash that was made with older parameters, unless it has changed since. */
  void rehash(UserId user, PasswordHash old, PasswordHash next);

  /** What somebody sees of themselves in a workspace of theirs. */
  Optional<Profile> profile(UserId user, WorkspaceId workspace);

  record Profile(
      UserId user,
      String name,
      EmailAddress email,
      WorkspaceId workspace,
      String workspaceName,
      Role role,
      boolean platformAdmin,
      Instant createdAt,
      boolean emailVerified,
      Factors factors,
      List<MembershipsPort.Membership> workspaces) {}
}
