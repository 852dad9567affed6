package com.quotahit.persistence.notifications;

import com.quotahit.core.shared.IdSource;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.shared.mail.Letter;
import com.quotahit.core.workspace.Account;
import com.quotahit.core.workspace.EmailAddress;
import com.quotahit.core.workspace.PasswordHash;
import com.quotahit.core.workspace.Role;
import com.quotahit.persistence.database.Database;
import com.quotahit.persistence.database.Jsonb;
import com.quotahit.persistence.workspace.AccountTable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A workspace with people in it, and the letters that were planned for them. */
final class PeopleForTests {

  /** A letter in the outbox. */
  record Planned(Letter letter, Instant notBefore) {}

  private final Database database;
  private final IdSource ids;
  final WorkspaceId workspace;

  PeopleForTests(Database database, IdSource ids) {
    this.database = database;
    this.ids = ids;
    this.workspace = new WorkspaceId(ids.next("wsp"));
  }

  UserId member(String name, Role role) {
    UserId user = new UserId(ids.next("usr"));
    Account account =
        new Account(
            new EmailAddress(name + "." + user.value().substring(4) + "@example.com"),
            user,
            workspace,
            name,
            "North Wind",
            new PasswordHash("none"),
            Account.Stage.PENDING,
            Instant.now());
    AccountTable accounts = new AccountTable(database);
    accounts.reserve(account, Optional.empty());
    accounts.activate(account);
    database
        .tenants()
        .useWorkspace(
            workspace,
            handle ->
                handle.execute(
                    "UPDATE workspace_member SET role = ? WHERE user_id = ?",
                    role.code(),
                    user.value()));
    return user;
  }

  void joins(UserId user, Role role) {
    database
        .tenants()
        .useWorkspace(
            workspace,
            handle -> {
              handle.execute(
                  "INSERT INTO workspace (workspace_id, name) VALUES (?, 'South') ON CONFLICT DO NOTHING",
                  workspace.value());
              handle.execute(
                  "INSERT INTO workspace_member (workspace_id, user_id, role) VALUES (?, ?, ?)",
                  workspace.value(),
                  user.value(),
                  role.code());
            });
  }

  void leaves(UserId user) {
    database
        .tenants()
        .useWorkspace(
            workspace,
            handle ->
                handle.execute(
                    "UPDATE workspace_member SET active = false WHERE user_id = ?", user.value()));
  }

  List<Planned> letters() {
    return database
        .tenants()
        .inWorkspace(
            workspace,
            handle ->
                handle
                    .createQuery(
                        "SELECT payload, not_before FROM outbox WHERE kind = 'mail.send' ORDER BY id")
                    .map((row, _) ->
                        new Planned(
                            new Jsonb(row.getString("payload")).as(Letter.class),
                            row.getObject("not_before", java.time.OffsetDateTime.class)
                                .toInstant()))
                    .list());
  }
}
