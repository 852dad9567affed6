package com.quotahit.core.notifications;

import java.time.Instant;

/**
 * News on their way to a channel, as the outbox holds them: no secret, no address.
 *
 * @param kind of the news, such as {@code payment.failed}
 */
public record Post(
    String channel, String kind, String title, String body, String path, Instant at) {

  public static final String WEBHOOK = "news.webhook";
  public static final String SLACK = "news.slack";
}
