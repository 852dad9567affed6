package com.quotahit.core.notifications;

import com.quotahit.core.shared.UserId;
import com.quotahit.core.workspace.NewsType;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A place outside to which a workspace's news are posted. Its address may be a secret by itself, so
 * only its host is kept in the clear.
 *
 * @param types what is posted there
 * @param failingSince nothing has arrived since then
 */
public record Channel(
    String id,
    Kind kind,
    String host,
    Set<NewsType> types,
    UserId createdBy,
    Instant createdAt,
    Optional<Instant> failingSince,
    Optional<Instant> disabledAt) {

  /** How news are written there. */
  public enum Kind {
    /** JSON, signed as Standard Webhooks has it. */
    WEBHOOK,
    /** JSON as Slack takes it, and others who speak like Slack. */
    SLACK;

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static final int CHANNELS_MAX = 10;

  /** What is nobody's but one person's is not posted for all to read. */
  private static final Set<NewsType> PERSONAL =
      EnumSet.of(NewsType.NEW_DEVICE, NewsType.SESSION_SCORED, NewsType.MAIL_STOPPED);

  public Channel {
    types = Set.copyOf(types);
  }

  /** What may be posted; all of it is, until somebody chooses. */
  public static Set<NewsType> postable() {
    return EnumSet.complementOf(EnumSet.copyOf(PERSONAL));
  }
}
