package com.quotahit.actors.providers.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quotahit.actors.voice.MediaLoops;
import io.netty.buffer.ByteBuf;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("actor")
class AMediaSocketIsNeverStuckForLong {

  private static final char[] PASSWORD = "changeit".toCharArray();

  private final MediaLoops loops = new MediaLoops(1);
  private final Ears ears = new Ears();
  @TempDir private Path folder;

  private static final class Ears implements MediaSocketListener {

    final LinkedBlockingQueue<String> texts = new LinkedBlockingQueue<>();
    final CompletableFuture<MediaSocketEnd> end = new CompletableFuture<>();

    @Override
    public void text(ByteBuf utf8) {
      texts.add(utf8.toString(StandardCharsets.UTF_8));
    }

    @Override
    public void closed(MediaSocketEnd why) {
      assertThat(end.complete(why)).as("told once").isTrue();
    }
  }

  @AfterEach
  void stop() {
    loops.close();
  }

  @Test
  void text_goes_both_ways_and_headers_arrive() throws Exception {
    try (PeerForTests peer = greeting()) {
      open(client(), "ws", "127.0.0.1", peer.port());
      assertThat(ears.texts.poll(5, TimeUnit.SECONDS)).isEqualTo("hello");
      assertThat(peer.request.toLowerCase(java.util.Locale.ROOT))
          .contains("authorization: bearer x");
    }
  }

  @Test
  void a_refusal_tells_its_status() throws Exception {
    try (PeerForTests peer = plain(401, PeerForTests::listenOnly)) {
      assertThatThrownBy(() -> open(client(), "ws", "127.0.0.1", peer.port()))
          .isInstanceOfSatisfying(
              ExecutionException.class,
              failure ->
                  assertThat(((MediaSocketRefused) failure.getCause()).status()).isEqualTo(401));
    }
  }

  @Test
  void nobody_there_is_a_refusal_without_a_status() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    assertThatThrownBy(() -> open(client(), "ws", "127.0.0.1", port))
        .hasCauseInstanceOf(MediaSocketRefused.class);
  }

  @Test
  void a_handshake_that_never_ends_is_given_up() throws Exception {
    try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> open(client(), "ws", "127.0.0.1", mute.getLocalPort()))
          .hasCauseInstanceOf(MediaSocketRefused.class);
    }
  }

  @Test
  void a_peer_that_takes_no_bytes_is_half_dead_and_live_sound_is_dropped_meanwhile()
      throws Exception {
    try (PeerForTests peer = plain(101, PeerForTests::holdStill)) {
      MediaSocket socket = open(client(), "ws", "127.0.0.1", peer.port());
      int dropped = 0;
      for (int i = 0; i < 2000 && dropped == 0; i++) {
        ByteBuf frame = socket.buffer(16_384).writeZero(16_384);
        dropped += socket.sendLive(frame) ? 0 : 1;
      }
      assertThat(dropped).isPositive();
      assertThat(socket.waiting()).isLessThan(256_000);
      assertThat(ears.end.get(5, TimeUnit.SECONDS)).isInstanceOf(MediaSocketEnd.HalfDead.class);
    }
  }

  @Test
  void a_peer_that_answers_no_ping_is_half_dead() throws Exception {
    try (PeerForTests peer = plain(101, PeerForTests::listenOnly)) {
      open(client(), "ws", "127.0.0.1", peer.port());
      assertThat(ears.end.get(5, TimeUnit.SECONDS)).isInstanceOf(MediaSocketEnd.HalfDead.class);
    }
  }

  @Test
  void an_oversize_message_ends_the_socket_before_it_is_read() throws Exception {
    try (PeerForTests peer =
        plain(
            101,
            (in, out) -> {
              out.write(new byte[] {(byte) 0x81, 127, 0, 0, 0, 1, 0, 0, 0, 0});
              out.flush();
              PeerForTests.listenOnly(in, out);
            })) {
      open(client(), "ws", "127.0.0.1", peer.port());
      assertThat(ears.end.get(5, TimeUnit.SECONDS)).isInstanceOf(MediaSocketEnd.Broken.class);
    }
  }

  @Test
  void the_peers_goodbye_carries_its_code() throws Exception {
    try (PeerForTests peer =
        plain(
            101,
            (in, out) -> {
              out.write(new byte[] {(byte) 0x88, 2, 0x03, (byte) 0xf5});
              out.flush();
              PeerForTests.listenOnly(in, out);
            })) {
      open(client(), "ws", "127.0.0.1", peer.port());
      assertThat(ears.end.get(5, TimeUnit.SECONDS)).isEqualTo(new MediaSocketEnd.ByPeer(1013));
    }
  }

  @Test
  void a_name_server_that_does_not_answer_holds_up_nobody_else() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (PeerForTests peer = greeting()) {
      MediaSocketClient asking =
          new MediaSocketClient(
              loops,
              settings(),
              MediaSocketClient.clientTls(),
              name -> {
                awaited(over);
                return InetAddress.getAllByName("127.0.0.1");
              });
      CompletableFuture<MediaSocket> waits = opening(asking, "ws", "far.example", peer.port());
      open(client(), "ws", "127.0.0.1", peer.port());
      assertThat(ears.texts.poll(5, TimeUnit.SECONDS)).isEqualTo("hello");
      assertThat(waits).isNotDone();
      over.countDown();
      assertThat(waits.get(5, TimeUnit.SECONDS)).isNotNull();
    }
  }

  @Test
  void a_name_that_nobody_answers_for_is_given_up_in_time() {
    CountDownLatch over = new CountDownLatch(1);
    MediaSocketClient asking =
        new MediaSocketClient(
            loops,
            settings(),
            MediaSocketClient.clientTls(),
            name -> {
              awaited(over);
              throw new UnknownHostException(name);
            });
    assertThatThrownBy(() -> open(asking, "ws", "far.example", 80))
        .hasCauseInstanceOf(MediaSocketRefused.class);
    over.countDown();
  }

  private static void awaited(CountDownLatch over) {
    try {
      over.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void tls_checks_whom_it_talks_to() throws Exception {
    KeyStore store = certificateFor("dns:localhost");
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, PASSWORD);
    SSLContext server = SSLContext.getInstance("TLS");
    server.init(keys.getKeyManagers(), null, null);
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(store);
    SslContext tls =
        SslContextBuilder.forClient().sslProvider(SslProvider.JDK).trustManager(trust).build();
    MediaSocketClient trusting =
        new MediaSocketClient(loops, settings(), tls, InetAddress::getAllByName);
    ServerSocket listening =
        server.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
    try (PeerForTests peer =
        new PeerForTests(
            listening,
            101,
            (in, out) -> {
              out.write(PeerForTests.frame(1, "secret"));
              out.flush();
              PeerForTests.listenOnly(in, out);
            })) {
      assertThatThrownBy(() -> open(trusting, "wss", "127.0.0.1", peer.port()))
          .as("the certificate is for another name")
          .hasCauseInstanceOf(MediaSocketRefused.class);
      assertThatThrownBy(() -> open(client(), "wss", "localhost", peer.port()))
          .as("nobody vouches for the certificate")
          .hasCauseInstanceOf(MediaSocketRefused.class);
      open(trusting, "wss", "localhost", peer.port());
      assertThat(ears.texts.poll(5, TimeUnit.SECONDS)).isEqualTo("secret");
    }
  }

  private KeyStore certificateFor(String name) throws Exception {
    Path file = folder.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "peer",
                "-keyalg",
                "EC",
                "-dname",
                "CN=peer",
                "-ext",
                "san=" + name,
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .start();
    assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
    KeyStore pairs = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      pairs.load(in, PASSWORD);
    }
    pairs.setCertificateEntry("trusted", pairs.getCertificate("peer"));
    return pairs;
  }

  private static PeerForTests greeting() throws Exception {
    return plain(
        101,
        (in, out) -> {
          out.write(PeerForTests.frame(1, "hello"));
          out.flush();
          PeerForTests.listenOnly(in, out);
        });
  }

  private static PeerForTests plain(int status, PeerForTests.Manner manner) throws Exception {
    return new PeerForTests(
        new ServerSocket(0, 5, InetAddress.getLoopbackAddress()), status, manner);
  }

  private MediaSocketClient client() {
    return new MediaSocketClient(loops, settings());
  }

  private static MediaSocketSettings settings() {
    return new MediaSocketSettings(
        Duration.ofMillis(1500),
        Duration.ofMillis(400),
        Duration.ofMillis(300),
        Duration.ofMillis(300),
        65_536,
        262_144,
        1 << 20);
  }

  private MediaSocket open(MediaSocketClient client, String scheme, String host, int port)
      throws Exception {
    return opening(client, scheme, host, port).get(8, TimeUnit.SECONDS);
  }

  private CompletableFuture<MediaSocket> opening(
      MediaSocketClient client, String scheme, String host, int port) {
    return client
        .open(
            URI.create(scheme + "://" + host + ":" + port + "/v1/realtime?model=m"),
            Map.of("Authorization", "Bearer x"),
            ears)
        .toCompletableFuture();
  }
}
