package com.quotahit.core.notifications;

import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.News;
import com.quotahit.core.workspace.NewsType;
import com.quotahit.core.workspace.NotifyPort;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What people were told, and how they want to be told. Every call blocks shortly. */
public interface NotificationsPort {

  record Item(
      String id,
      NewsType type,
      String title,
      String body,
      String path,
      Instant at,
      Optional<Instant> readAt) {}

  /** Somebody's list has changed. */
  record Told(WorkspaceId workspace, UserId user, int unread) {}

  /**
   * Takes news in, in one transaction: a line for each person who has not heard it under this key,
   * the letters and posts that go with it. A list is bounded: its oldest lines go.
   *
   * @return whose lists have changed
   */
  List<Told> take(
      WorkspaceId workspace,
      NotifyPort.Audience audience,
      News news,
      String dedupeKey,
      Instant now);

  /** To those who run the installation, each where they began or else where they are. */
  List<Told> takeForPlatformAdmins(News news, String dedupeKey, Instant now);

  /**
   * The newest first.
   *
   * @param before the id after which to go on, for the next page
   */
  List<Item> list(
      WorkspaceId workspace, UserId user, boolean unreadOnly, Optional<String> before, int most);

  int unread(WorkspaceId workspace, UserId user);

  /** Marks these as read; says how many are unread then. */
  int read(WorkspaceId workspace, UserId user, List<String> ids, Instant at);

  int readAll(WorkspaceId workspace, UserId user, Instant at);

  Preferences preferences(WorkspaceId workspace, UserId user);

  void prefer(WorkspaceId workspace, UserId user, Preferences preferences);

  /** Forgets a bounded number of what is old. */
  int forget(Instant before);
}
