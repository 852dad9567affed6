package com.quotahit.persistence.practice;

import com.quotahit.core.practice.ContextId;
import com.quotahit.core.practice.ContextItem;
import com.quotahit.core.practice.ContextKind;
import com.quotahit.core.practice.ContextListing;
import com.quotahit.core.practice.ContextShelfPort;
import com.quotahit.core.practice.Extraction;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.OwnedRecordsPort;
import com.quotahit.persistence.database.TenantScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** Pieces of company context as rows of their workspace. */
public final class ContextTable implements ContextShelfPort, OwnedRecordsPort {

  private final TenantScope tenants;

  public ContextTable(TenantScope tenants) {
    this.tenants = tenants;
  }

  @Override
  public boolean keep(WorkspaceId workspace, ContextItem item) {
    return tenants.inWorkspace(
        workspace,
        handle -> {
          if (hasLeft(handle, workspace, item.owner())) {
            return false;
          }
          Update insert =
              handle
                  .createUpdate(
                      """
                      INSERT INTO practice_context (workspace_id, id, owner_id, kind, title, words,
                        problem_code, problem_message, added_at)
                      VALUES (:ws, :id, :owner, :kind, :title, :words, :code, :message, :at)
                      ON CONFLICT DO NOTHING
                      """)
                  .bind("ws", workspace)
                  .bind("id", item.id())
                  .bind("owner", item.owner())
                  .bind("kind", item.kind().wire())
                  .bind("at", item.addedAt());
          bind(insert, item.extraction()).execute();
          return true;
        });
  }

  /** Until this is committed nobody is taken out, so that whoever takes them out finds it. */
  private static boolean hasLeft(Handle handle, WorkspaceId workspace, UserId owner) {
    return handle
        .createQuery(
            """
            SELECT NOT active FROM workspace_member
            WHERE workspace_id = :ws AND user_id = :owner FOR SHARE
            """)
        .bind("ws", workspace)
        .bind("owner", owner)
        .mapTo(boolean.class)
        .findOne()
        .orElse(false);
  }

  @Override
  public long broughtSince(WorkspaceId workspace, UserId owner, Instant since) {
    return tenants.inWorkspace(
        workspace,
        handle ->
            handle
                .createQuery(
                    """
                    SELECT count(*) FROM practice_context
                    WHERE workspace_id = :ws AND owner_id = :owner AND added_at > :since
                    """)
                .bind("ws", workspace)
                .bind("owner", owner)
                .bind("since", since)
                .mapTo(long.class)
                .one());
  }

  private static Update bind(Update insert, Extraction extraction) {
    return switch (extraction) {
      case Extraction.Readable(String title, String text) ->
          insert
              .bind("title", title)
              .bind("words", text)
              .bind("code", (String) null)
              .bind("message", (String) null);
      case Extraction.Unreadable(String title, String code, String message) ->
          insert
              .bind("title", title)
              .bind("words", (String) null)
              .bind("code", code)
              .bind("message", message);
    };
  }

  @Override
  public List<ContextItem> find(WorkspaceId workspace, List<ContextId> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    Map<ContextId, ContextItem> found =
        tenants.inWorkspace(
            workspace,
            handle ->
                handle
                    .createQuery(
                        """
                        SELECT id, owner_id, kind, title, words, problem_code, problem_message, added_at
                        FROM practice_context WHERE workspace_id = :ws AND id = ANY (:ids)
                        """)
                    .bind("ws", workspace)
                    .bindArray("ids", String.class, ids.stream().map(ContextId::value).toList())
                    .map((row, _) -> item(row))
                    .stream()
                    .collect(Collectors.toMap(ContextItem::id, Function.identity())));
    return ids.stream().map(found::get).filter(Objects::nonNull).toList();
  }

  @Override
  public List<ContextListing> list(
      WorkspaceId workspace, Optional<Set<UserId>> owners, Optional<ContextId> after, int most) {
    return tenants.inWorkspace(
        workspace,
        handle ->
            handle
                .createQuery(
                    """
                    SELECT id, owner_id, kind, title, left(words, :beginning) AS words,
                      coalesce(length(words), 0) AS characters, problem_code, problem_message,
                      added_at
                    FROM practice_context
                    WHERE workspace_id = :ws AND (:anybody OR owner_id = ANY (:owners))
                      AND (:after::text IS NULL OR id < :after)
                    ORDER BY id DESC LIMIT :most
                    """)
                .bind("beginning", ContextListing.BEGINNING_MAX)
                .bind("ws", workspace)
                .bind("anybody", owners.isEmpty())
                .bindArray(
                    "owners",
                    String.class,
                    owners.orElse(Set.of()).stream().map(UserId::value).toList())
                .bind("after", after.map(ContextId::value).orElse(null))
                .bind("most", most)
                .map((row, _) -> new ContextListing(item(row), row.getInt("characters")))
                .list());
  }

  @Override
  public boolean remove(WorkspaceId workspace, ContextId id) {
    return tenants.inWorkspace(
        workspace,
        handle ->
            handle
                    .createUpdate(
                        "DELETE FROM practice_context WHERE workspace_id = :ws AND id = :id")
                    .bind("ws", workspace)
                    .bind("id", id)
                    .execute()
                > 0);
  }

  @Override
  public long count(WorkspaceId workspace, UserId owner) {
    return tenants.inWorkspace(
        workspace,
        handle ->
            handle
                .createQuery(
                    """
                    SELECT count(*) FROM practice_context
                    WHERE workspace_id = :ws AND owner_id = :owner
                    """)
                .bind("ws", workspace)
                .bind("owner", owner)
                .mapTo(long.class)
                .one());
  }

  @Override
  public void handOver(WorkspaceId workspace, UserId from, UserId to) {
    tenants.useWorkspace(
        workspace,
        handle ->
            handle
                .createUpdate(
                    """
                    UPDATE practice_context SET owner_id = :to
                    WHERE workspace_id = :ws AND owner_id = :from
                    """)
                .bind("to", to)
                .bind("ws", workspace)
                .bind("from", from)
                .execute());
  }

  private static ContextItem item(ResultSet row) throws SQLException {
    String words = row.getString("words");
    String title = row.getString("title");
    Extraction extraction =
        words == null
            ? new Extraction.Unreadable(
                title, row.getString("problem_code"), row.getString("problem_message"))
            : new Extraction.Readable(title, words);
    return new ContextItem(
        new ContextId(row.getString("id")),
        new UserId(row.getString("owner_id")),
        ContextKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        extraction,
        row.getObject("added_at", OffsetDateTime.class).toInstant());
  }
}
