package com.quotahit.actors.providers.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.quotahit.actors.notifications.ChannelAddress;
import com.quotahit.core.json.Json;
import com.quotahit.core.notifications.Channel;
import com.quotahit.core.notifications.ChannelsPort;
import com.quotahit.core.notifications.Post;
import com.quotahit.core.outbox.LookupOutcome;
import com.quotahit.core.outbox.OutboxItem;
import com.quotahit.core.outbox.SendOutcome;
import com.quotahit.core.outbox.SenderPort;
import com.quotahit.core.shared.NameResolverPort;
import com.quotahit.core.shared.Parsed;
import com.quotahit.core.shared.SealPort;
import com.quotahit.core.shared.WebsiteAddress;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.News;
import com.quotahit.core.workspace.NotifyPort;
import com.quotahit.core.workspace.Permission;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Posts news to channels, ever later when it fails, until the channel has failed for days: then it
 * is switched off and those who can mend it are told. A signed post may arrive twice, under the
 * same id; one in Slack's manner has no id, so one whose fate is unknown is not repeated.
 */
public final class ChannelSender implements SenderPort {

  /** What a sender stands on. */
  public record Parts(
      ChannelSettings settings,
      NameResolverPort names,
      SSLContext trust,
      ChannelsPort channels,
      SealPort seal,
      NotifyPort people,
      URI publicUrl,
      InstantSource clock) {}

  /** As the Standard Webhooks specification proposes. */
  private static final List<Duration> LATER =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(5),
          Duration.ofHours(10),
          Duration.ofHours(14),
          Duration.ofHours(20),
          Duration.ofHours(24));

  private static final int GONE = 410;

  private final Channel.Kind kind;
  private final Parts parts;
  private final PinnedPost post;

  public ChannelSender(Channel.Kind kind, Parts parts) {
    this.kind = kind;
    this.parts = parts;
    this.post = new PinnedPost(parts.settings(), parts.names(), parts.trust());
  }

  @Override
  public String kind() {
    return switch (kind) {
      case WEBHOOK -> Post.WEBHOOK;
      case SLACK -> Post.SLACK;
    };
  }

  @Override
  public SendOutcome send(OutboxItem item) {
    Post news;
    try {
      news = Json.mapper().readValue(item.payload(), Post.class);
    } catch (JsonProcessingException e) {
      return new SendOutcome.Rejected("not news");
    }
    Optional<ChannelsPort.Stored> stored = parts.channels().find(item.workspace(), news.channel());
    if (stored.isEmpty() || stored.get().channel().disabledAt().isPresent()) {
      return new SendOutcome.Rejected("the channel is gone");
    }
    ChannelAddress address =
        ChannelAddress.open(parts.seal(), stored.get().sealed(), item.workspace(), news.channel());
    return switch (ChannelAddress.parse("url", address.url(), parts.settings().opened())) {
      case Parsed.Invalid<WebsiteAddress> _ -> new SendOutcome.Rejected("not an address any more");
      case Parsed.Valid<WebsiteAddress>(WebsiteAddress to) ->
          outcome(item, stored.get().channel(), sent(item, news, address, to));
    };
  }

  private PinnedPost.Outcome sent(
      OutboxItem item, Post news, ChannelAddress address, WebsiteAddress to) {
    return switch (kind) {
      case WEBHOOK -> {
        String body = webhook(news);
        String id = "msg_" + Long.toString(item.id(), 36) + "_" + news.channel().substring(4);
        yield post.send(
            to,
            WebhookSignature.headers(address.secret(), id, parts.clock().instant(), body),
            body);
      }
      case SLACK -> post.send(to, Map.of(), slack(news));
    };
  }

  private SendOutcome outcome(OutboxItem item, Channel channel, PinnedPost.Outcome outcome) {
    return switch (outcome) {
      case PinnedPost.Outcome.Answered(int status) when status / 100 == 2 -> {
        parts.channels().arrived(item.workspace(), channel.id());
        yield new SendOutcome.Sent(String.valueOf(status));
      }
      case PinnedPost.Outcome.Answered(int status) when status == GONE -> {
        givenUp(item.workspace(), channel, parts.clock().instant());
        yield new SendOutcome.Rejected("410");
      }
      case PinnedPost.Outcome.Answered(int status) -> failed(item, channel, String.valueOf(status));
      case PinnedPost.Outcome.Closed _ -> failed(item, channel, "the address is not public");
      case PinnedPost.Outcome.NotConnected(String why) -> failed(item, channel, why);
      case PinnedPost.Outcome.NoAnswer(String why) ->
          switch (kind) {
            case WEBHOOK -> failed(item, channel, why);
            case SLACK -> new SendOutcome.Unknown(why);
          };
    };
  }

  private SendOutcome failed(OutboxItem item, Channel channel, String why) {
    Instant now = parts.clock().instant();
    Instant since = parts.channels().failed(item.workspace(), channel.id(), now);
    if (Duration.between(since, now).compareTo(parts.settings().givenUpAfter()) >= 0) {
      givenUp(item.workspace(), channel, since);
      return new SendOutcome.Rejected(why);
    }
    int tries = (int) Math.clamp(item.fence(), 1, LATER.size());
    return new SendOutcome.NotSent(why, spread(LATER.get(tries - 1), item.id()));
  }

  /** Up to a tenth later, so that what failed at once does not come back at once. */
  private static Duration spread(Duration wait, long id) {
    return wait.plusMillis(wait.toMillis() / 1_000 * Math.floorMod(id * 37, 100));
  }

  private void givenUp(WorkspaceId workspace, Channel channel, Instant since) {
    Instant now = parts.clock().instant();
    if (parts.channels().disable(workspace, channel.id(), now)) {
      parts
          .people()
          .tell(
              workspace,
              new NotifyPort.Audience.Holding(Permission.SETTINGS_MANAGE),
              new News.ChannelDisabled(
                  channel.host(), (int) Math.max(1, Duration.between(since, now).toDays())),
              "channel-disabled:" + channel.id());
    }
  }

  /** A signed post may be repeated: its id tells. */
  @Override
  public LookupOutcome lookUp(OutboxItem item) {
    return switch (kind) {
      case WEBHOOK -> new LookupOutcome.Repeatable("the sender was lost", LATER.getFirst());
      case SLACK -> new LookupOutcome.NobodyKnows("cannot be asked");
    };
  }

  private String webhook(Post news) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("title", news.title());
    data.put("body", news.body());
    data.put("link", link(news));
    Map<String, Object> whole = new LinkedHashMap<>();
    whole.put("type", news.kind());
    whole.put("timestamp", news.at().toString());
    whole.put("data", data);
    return json(whole);
  }

  private String slack(Post news) {
    return json(
        Map.of(
            "text",
            "*"
                + slackText(news.title())
                + "*\n"
                + slackText(news.body())
                + "\n<"
                + link(news)
                + "|Open QuotaHit>"));
  }

  /** Nothing that somebody typed calls a whole channel or becomes a link. */
  private static String slackText(String words) {
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private String link(Post news) {
    return parts.publicUrl().toString().replaceAll("/$", "") + news.path();
  }

  private static String json(Map<String, ?> whole) {
    try {
      return Json.mapper().writeValueAsString(whole);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("news that are not JSON", e);
    }
  }
}
