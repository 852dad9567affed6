package com.quotahit.actors.notifications;

import com.quotahit.core.notifications.NotificationsPort;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.LiveEventsPort;
import com.quotahit.core.workspace.News;
import com.quotahit.core.workspace.NotifyPort;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells people of news, and their open screens how many they have not read. */
public final class Notifier implements NotifyPort {

  public static final String CHANGED = "notifications.changed";

  private final NotificationsPort notifications;
  private final LiveEventsPort screens;
  private final InstantSource clock;

  public Notifier(NotificationsPort notifications, LiveEventsPort screens, InstantSource clock) {
    this.notifications = notifications;
    this.screens = screens;
    this.clock = clock;
  }

  @Override
  public void tell(WorkspaceId workspace, Audience audience, News news, String dedupeKey) {
    show(notifications.take(workspace, audience, news, dedupeKey, clock.instant()));
  }

  @Override
  public void tellPlatformAdmins(News news, String dedupeKey) {
    show(notifications.takeForPlatformAdmins(news, dedupeKey, clock.instant()));
  }

  /** Also after somebody has read what they were told, on another screen of theirs. */
  public void show(List<NotificationsPort.Told> lists) {
    lists.forEach(list ->
        screens.changed(
            list.workspace(),
            Optional.of(list.user()),
            CHANGED,
            Map.of("unread", String.valueOf(list.unread()))));
  }
}
