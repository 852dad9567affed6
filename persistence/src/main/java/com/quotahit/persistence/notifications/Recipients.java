package com.quotahit.persistence.notifications;

import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.NotifyPort;
import com.quotahit.core.workspace.Permission;
import com.quotahit.core.workspace.Role;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Who is told: members of a workspace, with the address of their letters. */
final class Recipients {

  record Recipient(UserId user, String email, String name) {}

  private record Member(Recipient recipient, String role) {}

  private Recipients() {}

  /** In a fixed order, so that two that tell the same people never wait for each other. */
  static List<Recipient> of(Handle handle, WorkspaceId workspace, NotifyPort.Audience audience) {
    return members(handle, workspace, audience).stream()
        .filter(member ->
            switch (audience) {
              case NotifyPort.Audience.One(UserId user) -> member.recipient().user().equals(user);
              case NotifyPort.Audience.Holding(Permission permission) -> holds(member, permission);
              case NotifyPort.Audience.OthersHolding(UserId but, Permission permission) ->
                  !member.recipient().user().equals(but) && holds(member, permission);
            })
        .map(Member::recipient)
        .toList();
  }

  private static boolean holds(Member member, Permission permission) {
    return Role.of(member.role()).flatMap(role -> role.scope(permission)).isPresent();
  }

  private static List<Member> members(
      Handle handle, WorkspaceId workspace, NotifyPort.Audience audience) {
    String only =
        switch (audience) {
          case NotifyPort.Audience.One(UserId user) -> user.value();
          case NotifyPort.Audience.Holding _, NotifyPort.Audience.OthersHolding _ -> null;
        };
    return handle
        .createQuery(
            """
            SELECT a.user_id, a.email, a.name, m.role
            FROM workspace_member m JOIN account a ON a.user_id = m.user_id
            WHERE m.workspace_id = :ws AND m.active
              AND (CAST(:only AS text) IS NULL OR a.user_id = :only)
            ORDER BY a.user_id
            """)
        .bind("ws", workspace)
        .bind("only", only)
        .map((row, _) ->
            new Member(
                new Recipient(
                    new UserId(row.getString("user_id")),
                    row.getString("email"),
                    row.getString("name")),
                row.getString("role")))
        .list();
  }

  static String workspaceName(Handle handle, WorkspaceId workspace) {
    return handle
        .createQuery("SELECT name FROM workspace WHERE workspace_id = :ws")
        .bind("ws", workspace)
        .mapTo(String.class)
        .findOne()
        .orElse("your workspace");
  }
}
