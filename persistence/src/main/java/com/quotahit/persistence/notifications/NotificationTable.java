package com.quotahit.persistence.notifications;

import com.quotahit.core.notifications.NewsWords;
import com.quotahit.core.notifications.NotificationIds;
import com.quotahit.core.notifications.NotificationsPort;
import com.quotahit.core.notifications.Preferences;
import com.quotahit.core.shared.IdSource;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.shared.mail.Letter;
import com.quotahit.core.workspace.News;
import com.quotahit.core.workspace.NewsType;
import com.quotahit.core.workspace.NotifyPort;
import com.quotahit.persistence.database.Database;
import com.quotahit.persistence.database.TenantScope;
import com.quotahit.persistence.outbox.MailOutbox;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * News as lines of each person's list. The lines, the letters and the posts that go with them are
 * written in one transaction, so that there are all of them or none, and each of them once.
 */
public final class NotificationTable implements NotificationsPort {

  private static final int FORGOTTEN_AT_ONCE = 1_000;

  /** Nobody reads more: of each person's list the oldest go when new ones come. */
  static final int KEPT_EACH = 500;

  private final TenantScope tenants;
  private final MailOutbox mail;
  private final IdSource ids;

  public NotificationTable(Database database, MailOutbox mail, IdSource ids) {
    this.tenants = database.tenants();
    this.mail = mail;
    this.ids = ids;
  }

  @Override
  public List<Told> take(
      WorkspaceId workspace,
      NotifyPort.Audience audience,
      News news,
      String dedupeKey,
      Instant now) {
    return tenants.inWorkspace(
        workspace,
        handle -> {
          List<Told> told = new ArrayList<>();
          for (Recipients.Recipient person : Recipients.of(handle, workspace, audience)) {
            if (tell(handle, workspace, person, news, dedupeKey, now)) {
              keepNewest(handle, workspace, person.user());
              told.add(
                  new Told(workspace, person.user(), unread(handle, workspace, person.user())));
            }
          }
          ChannelTable.post(handle, workspace, news, dedupeKey, now);
          return told;
        });
  }

  @Override
  public List<Told> takeForPlatformAdmins(News news, String dedupeKey, Instant now) {
    List<Told> told = new ArrayList<>();
    for (Home home : adminHomes()) {
      told.addAll(
          take(home.workspace(), new NotifyPort.Audience.One(home.user()), news, dedupeKey, now));
    }
    return told;
  }

  /** Where they began, or where they are when that is gone. */
  private record Home(WorkspaceId workspace, UserId user) {}

  private List<Home> adminHomes() {
    return tenants.acrossWorkspaces(handle ->
        handle
            .createQuery(
                """
                SELECT DISTINCT ON (a.user_id) m.workspace_id, a.user_id FROM platform_admin p
                JOIN account a ON a.user_id = p.user_id
                JOIN workspace_member m ON m.user_id = a.user_id AND m.active
                JOIN workspace w ON w.workspace_id = m.workspace_id AND w.deleted_until IS NULL
                ORDER BY a.user_id, (m.workspace_id = a.home_workspace) DESC, m.joined_at
                """)
            .map((row, _) ->
                new Home(
                    new WorkspaceId(row.getString("workspace_id")),
                    new UserId(row.getString("user_id"))))
            .list());
  }

  /** What waits for its summary is not lost: it goes when the summary is written. */
  private static void keepNewest(Handle handle, WorkspaceId workspace, UserId user) {
    handle
        .createUpdate(
            """
            DELETE FROM notification
            WHERE workspace_id = :ws AND user_id = :user AND shown
              AND (digest_due IS NULL OR digested_at IS NOT NULL)
              AND id <= (SELECT id FROM notification
                         WHERE workspace_id = :ws AND user_id = :user AND shown
                         ORDER BY id DESC OFFSET :kept LIMIT 1)
            """)
        .bind("ws", workspace)
        .bind("user", user)
        .bind("kept", KEPT_EACH)
        .execute();
  }

  /** Whether it was news to this person. */
  private boolean tell(
      Handle handle,
      WorkspaceId workspace,
      Recipients.Recipient person,
      News news,
      String dedupeKey,
      Instant now) {
    Preferences wishes = PreferenceRows.read(handle, workspace, person.user());
    Preferences.Choice choice = wishes.of(news.type());
    Instant digest = choice.mail() == NewsType.ByMail.DIGEST ? wishes.digest().next(now) : null;
    if (!insert(handle, workspace, person.user(), news, dedupeKey, now, choice, digest)) {
      return false;
    }
    if (choice.mail() == NewsType.ByMail.INSTANT && Letter.addressed(person.email())) {
      mail.plan(
          handle,
          workspace,
          new Letter(
              person.email(),
              NewsWords.letter(news, Recipients.workspaceName(handle, workspace)),
              "news:" + person.user() + ":" + dedupeKey),
          wishes.quiet().earliest(now));
    }
    return true;
  }

  private boolean insert(
      Handle handle,
      WorkspaceId workspace,
      UserId user,
      News news,
      String dedupeKey,
      Instant now,
      Preferences.Choice choice,
      @Nullable Instant digest) {
    NewsWords words = NewsWords.of(news);
    return handle
            .createUpdate(
                """
                INSERT INTO notification (workspace_id, id, user_id, kind, title, body, path,
                  dedupe_key, at, shown, digest_due)
                VALUES (:ws, :id, :user, :kind, :title, :body, :path, :key, :at, :shown, :digest)
                ON CONFLICT (workspace_id, user_id, dedupe_key) DO NOTHING
                """)
            .bind("ws", workspace)
            .bind("id", ids.next(NotificationIds.NOTIFICATION))
            .bind("user", user)
            .bind("kind", news.type().code())
            .bind("title", words.title())
            .bind("body", words.body())
            .bind("path", words.path())
            .bind("key", dedupeKey)
            .bind("at", now)
            .bind("shown", choice.screen() == Preferences.Screen.SHOWN)
            .bind("digest", digest)
            .execute()
        == 1;
  }

  @Override
  public List<Item> list(
      WorkspaceId workspace, UserId user, boolean unreadOnly, Optional<String> before, int most) {
    return tenants.inWorkspace(
        workspace,
        handle ->
            handle
                .createQuery(
                    """
                    SELECT id, kind, title, body, path, at, read_at FROM notification
                    WHERE workspace_id = :ws AND user_id = :user AND shown
                      AND (NOT :unread OR read_at IS NULL)
                      AND (CAST(:before AS text) IS NULL OR id < :before)
                    ORDER BY id DESC LIMIT :most
                    """)
                .bind("ws", workspace)
                .bind("user", user)
                .bind("unread", unreadOnly)
                .bind("before", before.orElse(null))
                .bind("most", most)
                .map(NotificationTable::item)
                .stream()
                .flatMap(Optional::stream)
                .toList());
  }

  /** Of a kind that this program does not know, a newer one wrote it: not shown. */
  private static Optional<Item> item(ResultSet row, StatementContext context) throws SQLException {
    Optional<NewsType> type = NewsType.of(row.getString("kind"));
    if (type.isEmpty()) {
      return Optional.empty();
    }
    OffsetDateTime read = row.getObject("read_at", OffsetDateTime.class);
    return Optional.of(
        new Item(
            row.getString("id"),
            type.get(),
            row.getString("title"),
            row.getString("body"),
            row.getString("path"),
            Objects.requireNonNull(row.getObject("at", OffsetDateTime.class)).toInstant(),
            Optional.ofNullable(read).map(OffsetDateTime::toInstant)));
  }

  @Override
  public int unread(WorkspaceId workspace, UserId user) {
    return tenants.inWorkspace(workspace, handle -> unread(handle, workspace, user));
  }

  private static int unread(Handle handle, WorkspaceId workspace, UserId user) {
    return handle
        .createQuery(
            """
            SELECT count(*) FROM notification
            WHERE workspace_id = :ws AND user_id = :user AND shown AND read_at IS NULL
            """)
        .bind("ws", workspace)
        .bind("user", user)
        .mapTo(Integer.class)
        .one();
  }

  @Override
  public int read(WorkspaceId workspace, UserId user, List<String> ids, Instant at) {
    return tenants.inWorkspace(
        workspace,
        handle -> {
          handle
              .createUpdate(
                  """
                  UPDATE notification SET read_at = :at
                  WHERE workspace_id = :ws AND user_id = :user AND id = ANY (:ids)
                    AND read_at IS NULL
                  """)
              .bind("ws", workspace)
              .bind("user", user)
              .bindArray("ids", String.class, ids)
              .bind("at", at)
              .execute();
          return unread(handle, workspace, user);
        });
  }

  @Override
  public int readAll(WorkspaceId workspace, UserId user, Instant at) {
    return tenants.inWorkspace(
        workspace,
        handle -> {
          handle
              .createUpdate(
                  """
                  UPDATE notification SET read_at = :at
                  WHERE workspace_id = :ws AND user_id = :user AND read_at IS NULL
                  """)
              .bind("ws", workspace)
              .bind("user", user)
              .bind("at", at)
              .execute();
          return unread(handle, workspace, user);
        });
  }

  @Override
  public Preferences preferences(WorkspaceId workspace, UserId user) {
    return tenants.inWorkspace(workspace, handle -> PreferenceRows.read(handle, workspace, user));
  }

  @Override
  public void prefer(WorkspaceId workspace, UserId user, Preferences preferences) {
    tenants.useWorkspace(
        workspace, handle -> PreferenceRows.write(handle, workspace, user, preferences));
  }

  @Override
  public int forget(Instant before) {
    return tenants.acrossWorkspaces(handle ->
        handle
            .createUpdate(
                """
                DELETE FROM notification WHERE (workspace_id, id) IN (
                  SELECT workspace_id, id FROM notification WHERE at < :before
                  ORDER BY at LIMIT :most)
                """)
            .bind("before", before)
            .bind("most", FORGOTTEN_AT_ONCE)
            .execute());
  }
}
