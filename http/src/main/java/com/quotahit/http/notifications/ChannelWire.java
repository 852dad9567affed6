package com.quotahit.http.notifications;

import com.quotahit.core.notifications.Channel;
import com.quotahit.core.notifications.NotificationIds;
import com.quotahit.core.shared.Parsed;
import com.quotahit.core.workspace.NewsType;
import com.quotahit.http.edge.Call;
import com.quotahit.http.edge.FieldChecks;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An address outside to which the workspace's news are posted.
 *
 * @param url its beginning; the rest may be a secret and is not shown
 * @param failingSince nothing has arrived there since then
 * @param secret that signs the posts, in the answer that made it and never again
 */
public record ChannelWire(
    String id,
    KindWire kind,
    String url,
    List<String> types,
    Instant createdAt,
    StateWire state,
    Optional<Instant> failingSince,
    Optional<String> secret) {

  /** How news are written there. */
  public enum KindWire {
    WEBHOOK,
    SLACK
  }

  /** Whether news arrive there. */
  public enum StateWire {
    ACTIVE,
    FAILING,
    DISABLED
  }

  /**
   * What somebody wants.
   *
   * @param types what is posted; all that may be when it is left out
   */
  public record NewChannelWire(KindWire kind, String url, Optional<List<String>> types) {

    /** A channel that lacks only its host. */
    record Wanted(KindWire kind, String url, Set<NewsType> types) {

      Channel draft(Call call) {
        return new Channel(
            call.ids().next(NotificationIds.CHANNEL),
            Channel.Kind.valueOf(kind.name()),
            "",
            types,
            call.user(),
            call.now(),
            Optional.empty(),
            Optional.empty());
      }
    }

    Parsed<Wanted> parse() {
      FieldChecks checks = new FieldChecks();
      Set<NewsType> chosen = EnumSet.noneOf(NewsType.class);
      List<String> codes =
          checks.atMost("types", types.orElse(List.of()), NewsType.values().length);
      for (int i = 0; i < codes.size(); i++) {
        Optional<NewsType> type = NewsType.of(codes.get(i)).filter(Channel.postable()::contains);
        checks.require(
            type.isPresent(), "types[" + i + "]", "unknown", "This is not posted anywhere.");
        type.ifPresent(chosen::add);
      }
      return checks.parsed(
          () -> new Wanted(kind, url, chosen.isEmpty() ? Channel.postable() : chosen));
    }
  }

  static ChannelWire of(Channel channel) {
    return of(channel, Optional.empty());
  }

  static ChannelWire of(Channel channel, Optional<String> secret) {
    return new ChannelWire(
        channel.id(),
        KindWire.valueOf(channel.kind().name()),
        "https://" + channel.host() + "/…",
        channel.types().stream().map(NewsType::code).sorted().toList(),
        channel.createdAt(),
        channel.disabledAt().isPresent()
            ? StateWire.DISABLED
            : channel.failingSince().isPresent() ? StateWire.FAILING : StateWire.ACTIVE,
        channel.failingSince(),
        secret);
  }
}
