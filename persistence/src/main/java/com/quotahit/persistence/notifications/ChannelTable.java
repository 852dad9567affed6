package com.quotahit.persistence.notifications;

import com.quotahit.core.notifications.Channel;
import com.quotahit.core.notifications.ChannelsPort;
import com.quotahit.core.notifications.NewsWords;
import com.quotahit.core.notifications.Post;
import com.quotahit.core.shared.Sealed;
import com.quotahit.core.shared.SealedRowsPort;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.News;
import com.quotahit.core.workspace.NewsType;
import com.quotahit.persistence.database.Database;
import com.quotahit.persistence.database.Jsonb;
import com.quotahit.persistence.database.TenantScope;
import com.quotahit.persistence.outbox.OutboxTable;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Channels as rows of their workspace; addresses and secrets in them are sealed. */
public final class ChannelTable implements ChannelsPort, SealedRowsPort {

  /** News older than this surprise nobody any more. */
  private static final Duration WORTH_POSTING_FOR = Duration.ofDays(4);

  private static final String COLUMNS =
      "id, kind, host, kinds, created_by, created_at, failing_since, disabled_at, key_version,"
          + " sealed";

  private final TenantScope tenants;

  public ChannelTable(Database database) {
    this.tenants = database.tenants();
  }

  /** Plans what goes to the channels of a workspace, in the transaction that took the news in. */
  static void post(Handle handle, WorkspaceId workspace, News news, String dedupeKey, Instant now) {
    NewsWords words = NewsWords.of(news);
    for (Stored stored : enabled(handle, workspace)) {
      Channel channel = stored.channel();
      if (channel.types().contains(news.type())) {
        OutboxTable.plan(
            handle,
            workspace,
            switch (channel.kind()) {
              case WEBHOOK -> Post.WEBHOOK;
              case SLACK -> Post.SLACK;
            },
            channel.id() + ":" + dedupeKey,
            Jsonb.of(
                new Post(
                    channel.id(),
                    news.type().code(),
                    words.title(),
                    words.body(),
                    words.path(),
                    now)),
            now,
            now.plus(WORTH_POSTING_FOR));
      }
    }
  }

  private static List<Stored> enabled(Handle handle, WorkspaceId workspace) {
    return handle
        .createQuery(
            "SELECT "
                + COLUMNS
                + " FROM notification_channel WHERE workspace_id = :ws AND disabled_at IS NULL"
                + " ORDER BY id")
        .bind("ws", workspace)
        .map((row, _) -> stored(row))
        .list();
  }

  @Override
  public boolean add(WorkspaceId workspace, Stored stored) {
    Channel channel = stored.channel();
    return tenants.inWorkspace(
        workspace,
        handle -> {
          // One at a time in a workspace, so that many at once do not pass the bound.
          handle.execute("SELECT pg_advisory_xact_lock(hashtext(?))", "channels " + workspace);
          return handle
                  .createUpdate(
                      """
                      INSERT INTO notification_channel (workspace_id, id, kind, host, key_version,
                        sealed, kinds, created_by, created_at)
                      SELECT :ws, :id, :kind, :host, :version, :sealed, :kinds, :by, :at
                      WHERE (SELECT count(*) FROM notification_channel WHERE workspace_id = :ws)
                        < :most
                      ON CONFLICT (workspace_id, id) DO UPDATE SET
                        key_version = excluded.key_version, sealed = excluded.sealed
                      """)
                  .bind("ws", workspace)
                  .bind("id", channel.id())
                  .bind("kind", channel.kind().code())
                  .bind("host", channel.host())
                  .bind("version", stored.sealed().keyVersion())
                  .bind("sealed", stored.sealed().bytes())
                  .bindArray(
                      "kinds", String.class, channel.types().stream().map(NewsType::code).toList())
                  .bind("by", channel.createdBy())
                  .bind("at", channel.createdAt())
                  .bind("most", Channel.CHANNELS_MAX)
                  .execute()
              == 1;
        });
  }

  @Override
  public List<Channel> list(WorkspaceId workspace) {
    return tenants.inWorkspace(
        workspace,
        handle ->
            handle
                .createQuery(
                    "SELECT "
                        + COLUMNS
                        + " FROM notification_channel WHERE workspace_id = :ws ORDER BY id")
                .bind("ws", workspace)
                .map((row, _) -> stored(row).channel())
                .list());
  }

  @Override
  public Optional<Stored> find(WorkspaceId workspace, String id) {
    return tenants.inWorkspace(
        workspace,
        handle ->
            handle
                .createQuery(
                    "SELECT "
                        + COLUMNS
                        + " FROM notification_channel WHERE workspace_id = :ws AND id = :id")
                .bind("ws", workspace)
                .bind("id", id)
                .map((row, _) -> stored(row))
                .findOne());
  }

  @Override
  public boolean remove(WorkspaceId workspace, String id) {
    return changed(
        workspace,
        id,
        "DELETE FROM notification_channel WHERE workspace_id = :ws AND id = :id",
        null);
  }

  @Override
  public void arrived(WorkspaceId workspace, String id) {
    changed(
        workspace,
        id,
        """
        UPDATE notification_channel SET failing_since = NULL
        WHERE workspace_id = :ws AND id = :id AND failing_since IS NOT NULL
        """,
        null);
  }

  @Override
  public Instant failed(WorkspaceId workspace, String id, Instant now) {
    return tenants.inWorkspace(
        workspace,
        handle ->
            handle
                .createQuery(
                    """
                    UPDATE notification_channel SET failing_since = coalesce(failing_since, :now)
                    WHERE workspace_id = :ws AND id = :id RETURNING failing_since
                    """)
                .bind("ws", workspace)
                .bind("id", id)
                .bind("now", now)
                .mapTo(OffsetDateTime.class)
                .findOne()
                .map(OffsetDateTime::toInstant)
                .orElse(now));
  }

  @Override
  public boolean disable(WorkspaceId workspace, String id, Instant now) {
    return changed(
        workspace,
        id,
        """
        UPDATE notification_channel SET disabled_at = :now
        WHERE workspace_id = :ws AND id = :id AND disabled_at IS NULL
        """,
        now);
  }

  private boolean changed(WorkspaceId workspace, String id, String sql, @Nullable Instant now) {
    return tenants.inWorkspace(
        workspace,
        handle -> {
          var update = handle.createUpdate(sql).bind("ws", workspace).bind("id", id);
          if (now != null) {
            update.bind("now", now);
          }
          return update.execute() == 1;
        });
  }

  @Override
  public int rewrapOlderThan(int version, int most, UnaryOperator<Sealed> rewrap) {
    return tenants.acrossWorkspaces(handle -> {
      List<Stored> old =
          handle
              .createQuery(
                  "SELECT "
                      + COLUMNS
                      + " FROM notification_channel WHERE key_version < :version"
                      + " ORDER BY id LIMIT :most FOR UPDATE SKIP LOCKED")
              .bind("version", version)
              .bind("most", most)
              .map((row, _) -> stored(row))
              .list();
      for (Stored stored : old) {
        Sealed next = rewrap.apply(stored.sealed());
        handle
            .createUpdate(
                "UPDATE notification_channel SET key_version = :version, sealed = :sealed"
                    + " WHERE id = :id")
            .bind("version", next.keyVersion())
            .bind("sealed", next.bytes())
            .bind("id", stored.channel().id())
            .execute();
      }
      return old.size();
    });
  }

  private static Stored stored(ResultSet row) throws SQLException {
    Array kinds = row.getArray("kinds");
    return new Stored(
        new Channel(
            row.getString("id"),
            Channel.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
            row.getString("host"),
            Arrays.stream((String[]) kinds.getArray())
                .flatMap(code -> NewsType.of(code).stream())
                .collect(Collectors.toSet()),
            new UserId(row.getString("created_by")),
            Objects.requireNonNull(row.getObject("created_at", OffsetDateTime.class)).toInstant(),
            instant(row, "failing_since"),
            instant(row, "disabled_at")),
        new Sealed(row.getInt("key_version"), row.getBytes("sealed")));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
