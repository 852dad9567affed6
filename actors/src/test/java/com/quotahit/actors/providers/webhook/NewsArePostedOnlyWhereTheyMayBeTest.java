package com.quotahit.actors.providers.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.actors.notifications.ChannelAddress;
import com.quotahit.core.json.Json;
import com.quotahit.core.notifications.Channel;
import com.quotahit.core.notifications.ChannelsPort;
import com.quotahit.core.notifications.Post;
import com.quotahit.core.outbox.LookupOutcome;
import com.quotahit.core.outbox.OutboxItem;
import com.quotahit.core.outbox.SendOutcome;
import com.quotahit.core.shared.AddressGuard;
import com.quotahit.core.shared.AddressRange;
import com.quotahit.core.shared.NameResolverPort;
import com.quotahit.core.shared.Parsed;
import com.quotahit.core.shared.SealBroken;
import com.quotahit.core.shared.SealInMemory;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.News;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("actor")
class NewsArePostedOnlyWhereTheyMayBeTest {

  private static final WorkspaceId WORKSPACE = new WorkspaceId("wsp_01arz3ndektsv4rrffq69g5fav");
  private static final String ID = "nch_01arz3ndektsv4rrffq69g5fav";
  private static final byte[] HERE = {127, 0, 0, 1};
  private static final byte[] PRIVATE = {10, 0, 0, 1};
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private final ChannelsInMemory channels = new ChannelsInMemory();
  private final SealInMemory seal = new SealInMemory();
  private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
  private final List<Map<String, List<String>>> heads =
      Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger lookUps = new AtomicInteger();
  private volatile int status = 200;
  private volatile List<byte[]> addresses = List.of(HERE);
  private Instant now = Instant.parse("2026-11-23T12:30:00Z");
  private HttpServer server;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(HERE), 0), 10);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    heads.add(Map.copyOf(exchange.getRequestHeaders()));
    exchange.getResponseHeaders().add("Location", "http://127.0.0.1/elsewhere");
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private String url() {
    return "http://hooks.example:" + server.getAddress().getPort() + "/in/T0P-s3cret?x=1";
  }

  /** A sender that is allowed to post to this machine, which stands for the public web. */
  private ChannelSender sender(Channel.Kind kind, String url) {
    NameResolverPort names =
        _ -> {
          lookUps.incrementAndGet();
          return CompletableFuture.completedFuture(addresses);
        };
    channels.add(
        WORKSPACE,
        new ChannelsPort.Stored(
            new Channel(
                ID,
                kind,
                "hooks.example",
                Channel.postable(),
                new UserId("usr_01arz3ndektsv4rrffq69g5fav"),
                now,
                Optional.empty(),
                Optional.empty()),
            new ChannelAddress(url, SECRET).seal(seal, WORKSPACE, ID)));
    return new ChannelSender(
        kind,
        new ChannelSender.Parts(
            new ChannelSettings(
                Duration.ofSeconds(1),
                Duration.ofMillis(900),
                Duration.ofDays(3),
                Set.of("hooks.example"),
                new AddressGuard(List.of(), List.of(thisMachine()))),
            names,
            trust(),
            channels,
            seal,
            channels,
            URI.create("https://quota.example/"),
            () -> now));
  }

  private static AddressRange thisMachine() {
    return ((Parsed.Valid<AddressRange>) AddressRange.parse("range", "127.0.0.1/32")).value();
  }

  private static SSLContext trust() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private OutboxItem item(long fence) {
    return item(fence, "A payment did not go through");
  }

  private OutboxItem item(long fence, String title) {
    try {
      return new OutboxItem(
          7,
          WORKSPACE,
          Post.WEBHOOK,
          "k",
          Json.mapper()
              .writeValueAsString(
                  new Post(ID, "payment.failed", title, "Do this.", "/settings/billing", now)),
          fence,
          0);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_post_is_signed_as_the_specification_says() {
    // The vector of the specification's reference libraries.
    assertThat(
            WebhookSignature.headers(
                    SECRET,
                    "msg_p5jXN8AQM9LWM0D4loKWxJek",
                    Instant.ofEpochSecond(1_614_265_330L),
                    "{\"test\": 2432232314}")
                .get("webhook-signature"))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    ChannelSender sender = sender(Channel.Kind.WEBHOOK, url());
    assertThat(sender.send(item(1))).isEqualTo(new SendOutcome.Sent("200"));
    assertThat(bodies.getFirst())
        .isEqualTo(
            """
            {"type":"payment.failed","timestamp":"2026-11-23T12:30:00Z","data":{"title":"A payment \
            did not go through","body":"Do this.","link":"https://quota.example/settings/billing"}}\
            """);
    String id = heads.getFirst().get("Webhook-id").getFirst();
    assertThat(heads.getFirst().get("Webhook-signature").getFirst())
        .isEqualTo(
            WebhookSignature.headers(SECRET, id, now, bodies.getFirst()).get("webhook-signature"));
    assertThat(heads.getFirst()).doesNotContainKeys("Cookie", "Authorization");
    now = now.plusSeconds(60);
    sender.send(item(2));
    assertThat(heads.get(1).get("Webhook-id").getFirst()).as("the same at every try").isEqualTo(id);
    assertThat(heads.get(1).get("Webhook-timestamp"))
        .isNotEqualTo(heads.get(0).get("Webhook-timestamp"));
  }

  @Test
  void nothing_is_sent_where_any_address_of_the_name_is_closed() {
    ChannelSender sender = sender(Channel.Kind.WEBHOOK, url());
    for (List<byte[]> closed :
        List.of(
            List.of(PRIVATE),
            List.of(HERE, PRIVATE),
            List.of(new byte[] {(byte) 169, (byte) 254, (byte) 169, (byte) 254}),
            List.of(new byte[16]),
            List.<byte[]>of())) {
      addresses = closed;
      assertThat(sender.send(item(1))).isInstanceOf(SendOutcome.NotSent.class);
    }
    assertThat(bodies).isEmpty();
    addresses = List.of(HERE);
    int before = lookUps.get();
    sender.send(item(1));
    assertThat(lookUps.get() - before)
        .as("looked up once, connected to what was judged")
        .isEqualTo(1);
  }

  @Test
  void a_redirect_is_not_followed_and_an_error_is_tried_ever_later() {
    ChannelSender sender = sender(Channel.Kind.WEBHOOK, url());
    for (int wrong : List.of(301, 302, 307, 400, 401, 404, 429, 500, 503)) {
      status = wrong;
      int posts = bodies.size();
      assertThat(sender.send(item(1))).as("" + wrong).isInstanceOf(SendOutcome.NotSent.class);
      assertThat(bodies).hasSize(posts + 1);
    }
    List<Duration> waits = new ArrayList<>();
    for (long fence = 1; fence <= 9; fence++) {
      waits.add(((SendOutcome.NotSent) sender.send(item(fence))).retryAfter());
    }
    assertThat(waits).isSorted();
    assertThat(waits.getFirst()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(6));
    assertThat(waits.getLast()).isBetween(Duration.ofHours(24), Duration.ofHours(27));
    assertThat(channels.only().failingSince()).contains(now);
    status = 204;
    assertThat(sender.send(item(3))).isInstanceOf(SendOutcome.Sent.class);
    assertThat(channels.only().failingSince()).isEmpty();
  }

  @Test
  void a_channel_that_fails_for_days_is_switched_off_and_told_of_once() {
    ChannelSender sender = sender(Channel.Kind.WEBHOOK, url());
    status = 500;
    sender.send(item(1));
    now = now.plus(Duration.ofDays(2));
    assertThat(sender.send(item(2))).isInstanceOf(SendOutcome.NotSent.class);
    now = now.plus(Duration.ofDays(1));
    assertThat(sender.send(item(3))).isInstanceOf(SendOutcome.Rejected.class);
    assertThat(channels.told).containsExactly(new News.ChannelDisabled("hooks.example", 3));
    int posts = bodies.size();
    assertThat(sender.send(item(1))).isInstanceOf(SendOutcome.Rejected.class);
    assertThat(bodies).hasSize(posts);
    assertThat(channels.told).hasSize(1);
  }

  @Test
  void a_receiver_that_says_it_is_gone_is_believed() {
    ChannelSender sender = sender(Channel.Kind.WEBHOOK, url());
    status = 410;
    assertThat(sender.send(item(1))).isInstanceOf(SendOutcome.Rejected.class);
    assertThat(channels.only().disabledAt()).isPresent();
  }

  @Test
  void in_slacks_manner_nothing_that_was_typed_calls_anybody_or_becomes_a_link() {
    ChannelSender sender = sender(Channel.Kind.SLACK, url());
    sender.send(item(1, "<!channel> <https://evil.example|click> & more"));
    assertThat(bodies.getFirst())
        .isEqualTo(
            "{\"text\":\"*&lt;!channel&gt; &lt;https://evil.example|click&gt; &amp; more*\\nDo this.\\n"
                + "<https://quota.example/settings/billing|Open QuotaHit>\"}");
  }

  @Test
  void what_may_have_arrived_is_repeated_only_where_a_repetition_is_known_for_one()
      throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getByAddress(HERE))) {
      List<Socket> lines = Collections.synchronizedList(new ArrayList<>());
      Thread.ofVirtual()
          .start(() -> {
            try {
              while (true) {
                lines.add(silent.accept());
              }
            } catch (IOException closed) {
              return;
            }
          });
      String url = "http://hooks.example:" + silent.getLocalPort() + "/";
      long from = System.nanoTime();
      assertThat(sender(Channel.Kind.WEBHOOK, url).send(item(1)))
          .isInstanceOf(SendOutcome.NotSent.class);
      ChannelSender slack = sender(Channel.Kind.SLACK, url);
      assertThat(slack.send(item(1))).isInstanceOf(SendOutcome.Unknown.class);
      assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(8));
      assertThat(slack.lookUp(item(1))).isInstanceOf(LookupOutcome.NobodyKnows.class);
      assertThat(sender(Channel.Kind.WEBHOOK, url).lookUp(item(1)))
          .isInstanceOf(LookupOutcome.Repeatable.class);
      for (Socket line : lines) {
        line.close();
      }
    }
  }

  @Test
  void address_and_secret_are_in_no_text_and_open_nowhere_else() {
    ChannelSender sender = sender(Channel.Kind.WEBHOOK, url());
    status = 500;
    assertThat(sender.send(item(1)).toString()).doesNotContain("T0P-s3cret", SECRET);
    ChannelsPort.Stored stored = channels.find(WORKSPACE, ID).orElseThrow();
    assertThat(stored.toString()).doesNotContain("T0P-s3cret", SECRET);
    assertThat(new ChannelAddress(url(), SECRET).toString()).doesNotContain("T0P-s3cret", SECRET);
    org.assertj.core.api.Assertions.assertThatThrownBy(() ->
            ChannelAddress.open(seal, stored.sealed(), WORKSPACE, "nch_01arz3ndektsv4rrffq69g5faw"))
        .isInstanceOf(SealBroken.class);
  }
}
