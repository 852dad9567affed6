package com.quotahit.http.notifications;

import com.quotahit.core.notifications.NotificationsPort;
import java.time.Instant;
import java.util.Optional;

/**
 * One piece of news.
 *
 * @param type such as {@code session.scored}
 * @param link where more is, within the product
 */
public record NotificationWire(
    String id,
    String type,
    String title,
    String body,
    String link,
    Instant at,
    Optional<Instant> readAt) {

  static NotificationWire of(NotificationsPort.Item item) {
    return new NotificationWire(
        item.id(),
        item.type().code(),
        item.title(),
        item.body(),
        item.path(),
        item.at(),
        item.readAt());
  }
}
