package com.quotahit.persistence.notifications;

import com.quotahit.core.notifications.DigestPort;
import com.quotahit.core.notifications.Preferences;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.shared.mail.Letter;
import com.quotahit.core.shared.mail.Template;
import com.quotahit.core.workspace.NewsType;
import com.quotahit.core.workspace.NotifyPort;
import com.quotahit.persistence.database.Database;
import com.quotahit.persistence.database.TenantScope;
import com.quotahit.persistence.outbox.MailOutbox;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Summaries of the day, from the lines that wait for one. The letter's key names person and day, so
 * however many nodes and tries there are, a person gets one a day.
 */
public final class DigestTable implements DigestPort {

  private static final int LINES_SHOWN = 50;
  private static final int LINES_MAX = 1_000;

  private record Waiting(String id, NewsType type, String title, String path) {}

  private final TenantScope tenants;
  private final MailOutbox mail;

  public DigestTable(Database database, MailOutbox mail) {
    this.tenants = database.tenants();
    this.mail = mail;
  }

  @Override
  public List<Due> due(Instant now, int most) {
    return tenants.acrossWorkspaces(handle ->
        handle
            .createQuery(
                """
                SELECT workspace_id, user_id FROM notification
                WHERE digest_due <= :now AND digested_at IS NULL
                GROUP BY workspace_id, user_id ORDER BY min(digest_due) LIMIT :most
                """)
            .bind("now", now)
            .bind("most", most)
            .map((row, _) ->
                new Due(
                    new WorkspaceId(row.getString("workspace_id")),
                    new UserId(row.getString("user_id"))))
            .list());
  }

  @Override
  public boolean write(Due due, Instant now) {
    return tenants.inWorkspace(due.workspace(), handle -> write(handle, due, now));
  }

  private boolean write(Handle handle, Due due, Instant now) {
    List<Waiting> lines = lock(handle, due, now);
    if (lines.isEmpty()) {
      return false;
    }
    List<Recipients.Recipient> person =
        Recipients.of(handle, due.workspace(), new NotifyPort.Audience.One(due.user()));
    if (person.isEmpty() || !Letter.addressed(person.getFirst().email())) {
      done(handle, due, lines, now);
      return false;
    }
    Preferences wishes = PreferenceRows.read(handle, due.workspace(), due.user());
    boolean first =
        mail.plan(
            handle,
            due.workspace(),
            letter(handle, due, person.getFirst(), wishes, lines, now),
            wishes.quiet().earliest(now));
    if (first) {
      done(handle, due, lines, now);
    } else {
      nextTime(handle, due, lines, wishes.digest().next(now));
    }
    return first;
  }

  private static Letter letter(
      Handle handle,
      Due due,
      Recipients.Recipient person,
      Preferences wishes,
      List<Waiting> waiting,
      Instant now) {
    List<Template.Line> lines = new ArrayList<>();
    waiting.stream()
        .limit(LINES_SHOWN)
        .forEach(one -> lines.add(new Template.Line(one.type().group(), one.title(), one.path())));
    if (waiting.size() > LINES_SHOWN) {
      lines.add(
          new Template.Line(
              "More", (waiting.size() - LINES_SHOWN) + " more are in your list", "/notifications"));
    }
    Template digest =
        new Template.Digest(
            person.name(),
            Recipients.workspaceName(handle, due.workspace()),
            wishes.digest().day(now),
            lines);
    return new Letter(
        person.email(), digest, "digest:" + due.user() + ":" + wishes.digest().day(now));
  }

  /** Whoever holds the lines writes the letter; others find none. */
  private static List<Waiting> lock(Handle handle, Due due, Instant now) {
    return handle
        .createQuery(
            """
            SELECT id, kind, title, path FROM notification
            WHERE workspace_id = :ws AND user_id = :user
              AND digest_due <= :now AND digested_at IS NULL
            ORDER BY kind, id LIMIT :most FOR UPDATE SKIP LOCKED
            """)
        .bind("ws", due.workspace())
        .bind("user", due.user())
        .bind("now", now)
        .bind("most", LINES_MAX)
        .map((row, _) ->
            new Waiting(
                row.getString("id"),
                NewsType.of(row.getString("kind")).orElse(NewsType.SESSION_SCORED),
                row.getString("title"),
                row.getString("path")))
        .list();
  }

  private static void done(Handle handle, Due due, List<Waiting> lines, Instant now) {
    update(handle, due, lines, "digested_at", now);
  }

  private static void nextTime(Handle handle, Due due, List<Waiting> lines, Instant next) {
    update(handle, due, lines, "digest_due", next);
  }

  private static void update(
      Handle handle, Due due, List<Waiting> lines, String column, Instant to) {
    handle
        .createUpdate(
            "UPDATE notification SET "
                + column
                + " = :to WHERE workspace_id = :ws AND user_id = :user AND id = ANY (:ids)")
        .bind("to", to)
        .bind("ws", due.workspace())
        .bind("user", due.user())
        .bindArray("ids", String.class, lines.stream().map(Waiting::id).toList())
        .execute();
  }
}
