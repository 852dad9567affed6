package com.quotahit.persistence.workspace;

import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.ImpersonationPolicy;
import com.quotahit.core.workspace.ImpersonationsPort.Consent;
import com.quotahit.core.workspace.ImpersonationsPort.Opening;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What a workspace says about being looked at, within a transaction that is open already. */
record ConsentRows(Handle handle, WorkspaceId workspace) {

  boolean required() {
    return handle
        .createQuery("SELECT consent FROM impersonation_terms WHERE workspace_id = :workspace")
        .bind("workspace", workspace)
        .mapTo(boolean.class)
        .findOne()
        .orElse(false);
  }

  void require(boolean required) {
    handle
        .createUpdate(
            """
            INSERT INTO impersonation_terms (workspace_id, consent) VALUES (:workspace, :required)
            ON CONFLICT (workspace_id) DO UPDATE SET consent = excluded.consent
            """)
        .bind("workspace", workspace)
        .bind("required", required)
        .execute();
  }

  /** Makes use of a consent, once; false when there is none. */
  boolean use(Opening opening) {
    return handle
            .createUpdate(
                """
                UPDATE impersonation_consent SET stage = 'USED'
                WHERE workspace_id = :workspace AND admin_id = :admin AND user_id = :user
                  AND stage = 'GRANTED' AND until > :now
                """)
            .bind("workspace", workspace)
            .bind("admin", opening.impersonation().admin())
            .bind("user", opening.user())
            .bind("now", opening.at())
            .execute()
        == 1;
  }

  /** Asks the owners; gives the open request when they were asked before. */
  String ask(Opening opening, String id) {
    handle
        .createUpdate(
            """
            UPDATE impersonation_consent SET stage = 'REFUSED'
            WHERE workspace_id = :workspace AND until <= :now AND stage IN ('ASKED', 'GRANTED')
            """)
        .bind("workspace", workspace)
        .bind("now", opening.at())
        .execute();
    handle
        .createUpdate(
            """
            INSERT INTO impersonation_consent (workspace_id, id, admin_id, user_id, reason, stage,
                                               asked_at, until)
            VALUES (:workspace, :id, :admin, :user, :reason, 'ASKED', :now, :until)
            ON CONFLICT (workspace_id, admin_id, user_id) WHERE stage IN ('ASKED', 'GRANTED')
            DO NOTHING
            """)
        .bind("workspace", workspace)
        .bind("id", id)
        .bind("admin", opening.impersonation().admin())
        .bind("user", opening.user())
        .bind("reason", opening.impersonation().reason())
        .bind("now", opening.at())
        .bind("until", opening.at().plus(ImpersonationPolicy.CONSENT_KEPT))
        .execute();
    return handle
        .createQuery(
            """
            SELECT id FROM impersonation_consent
            WHERE workspace_id = :workspace AND admin_id = :admin AND user_id = :user
              AND stage = 'ASKED'
            """)
        .bind("workspace", workspace)
        .bind("admin", opening.impersonation().admin())
        .bind("user", opening.user())
        .mapTo(String.class)
        .one();
  }

  List<Consent> open(Instant now) {
    return handle
        .createQuery(
            """
            SELECT c.id, c.admin_id, admin.name AS admin_name, c.user_id, u.name AS user_name,
                   c.reason, c.stage, c.asked_at, c.until
            FROM impersonation_consent c
            JOIN account admin ON admin.user_id = c.admin_id
            JOIN account u ON u.user_id = c.user_id
            WHERE c.workspace_id = :workspace AND c.stage IN ('ASKED', 'GRANTED') AND c.until > :now
            ORDER BY c.asked_at DESC LIMIT 100
            """)
        .bind("workspace", workspace)
        .bind("now", now)
        .map((row, _) ->
            new Consent(
                row.getString("id"),
                new UserId(row.getString("admin_id")),
                row.getString("admin_name"),
                new UserId(row.getString("user_id")),
                row.getString("user_name"),
                row.getString("reason"),
                Consent.Stage.valueOf(row.getString("stage")),
                AccountTable.instant(row, "asked_at"),
                AccountTable.instant(row, "until")))
        .list();
  }

  boolean decide(String id, boolean granted, UserId by, Instant now) {
    Optional<String> decided =
        handle
            .createQuery(
                """
                UPDATE impersonation_consent SET stage = :stage, decided_by = :by
                WHERE workspace_id = :workspace AND id = :id AND stage = 'ASKED' AND until > :now
                RETURNING id
                """)
            .bind("stage", granted ? Consent.Stage.GRANTED.name() : Consent.Stage.REFUSED.name())
            .bind("by", by)
            .bind("workspace", workspace)
            .bind("id", id)
            .bind("now", now)
            .mapTo(String.class)
            .findOne();
    return decided.isPresent();
  }
}
