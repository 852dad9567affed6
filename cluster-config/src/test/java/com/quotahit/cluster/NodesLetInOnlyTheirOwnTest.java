package com.quotahit.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes under TLS, and strangers at the port where they speak to each other. */
@Tag("weather")
class NodesLetInOnlyTheirOwnTest {

  @TempDir static Path directory;
  private static Path ours;
  private static Path foreign;
  private static ActorSystem<Void> first;
  private static ActorSystem<Void> second;

  @BeforeAll
  static void two_nodes() throws Exception {
    CertificateAuthority authority = new CertificateAuthority(directory.resolve("ours"));
    ours = authority.node("first");
    foreign = new CertificateAuthority(directory.resolve("theirs")).node("stranger");
    first = node(ours);
    second = node(authority.node("second"));
    Cluster.get(first).manager().tell(Join.create(first.address()));
    Cluster.get(second).manager().tell(Join.create(first.address()));
  }

  @AfterAll
  static void stop() {
    second.terminate();
    first.terminate();
  }

  private static ActorSystem<Void> node(Path certificates) {
    Config config =
        ConfigFactory.parseString(
                """
                pekko.coordinated-shutdown.exit-jvm = off
                pekko.remote.artery.canonical.port = 0
                pekko.cluster.jmx.enabled = off
                pekko.cluster.downing-provider-class = ""
                pekko.loglevel = ERROR
                """)
            .withFallback(ConfigFactory.parseResources("quotahit/cluster.conf"))
            .withFallback(ConfigFactory.defaultReferenceUnresolved());
    return ActorSystem.create(
        Behaviors.empty(), "quotahit", ClusterTls.in(config, certificates.toString()).resolve());
  }

  @Test
  void nodes_with_certificates_of_one_authority_form_a_cluster() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() ->
            assertThat(Cluster.get(second).state().getMembers())
                .hasSize(2)
                .allMatch(member -> member.status().equals(MemberStatus.up())));
  }

  @Test
  void another_authoritys_certificate_is_not_listened_to() throws Exception {
    assertThatThrownBy(() -> spoken(keys(foreign))).isInstanceOf(IOException.class);
  }

  @Test
  void no_certificate_is_not_listened_to() {
    assertThatThrownBy(() -> spoken(new KeyManager[0])).isInstanceOf(IOException.class);
  }

  @Test
  void a_certificate_of_ones_own_is_listened_to() throws Exception {
    assertThat(spoken(keys(ours))).as("kept open").isTrue();
  }

  @Test
  void what_is_no_tls_is_not_listened_to() throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port())) {
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write("AKKA\1quotahit".getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readAllBytes();
      assertThat(answer.length == 0 || answer[0] == 0x15).as("nothing, or a TLS alert").isTrue();
    }
  }

  @Test
  void a_missing_file_is_named_before_anything_starts() {
    assertThatThrownBy(() -> ClusterTls.in(ConfigFactory.empty(), directory.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("QUOTAHIT_CLUSTER_TLS_DIR")
        .hasMessageContaining("tls.key");
  }

  private static int port() {
    return first.address().getPort().orElseThrow();
  }

  private static KeyManager[] keys(Path node) throws IOException, GeneralSecurityException {
    KeyStore keys = CertificateAuthority.keys(node);
    KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
    factory.init(keys, CertificateAuthority.PASSWORD.toCharArray());
    return factory.getKeyManagers();
  }

  /** Greets as a node does; a server that does not want the certificate says so by an alert. */
  private static boolean spoken(KeyManager[] keys) throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLSv1.3");
    context.init(keys, new TrustManager[] {new Anybody()}, null);
    try (SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port())) {
      socket.setSoTimeout(1_500);
      socket.startHandshake();
      socket.getOutputStream().write("AKKA\1".getBytes(StandardCharsets.US_ASCII));
      if (socket.getInputStream().read() < 0) {
        throw new IOException("closed");
      }
      return true;
    } catch (java.net.SocketTimeoutException quiet) {
      return true;
    }
  }

  /** The client's trust is not what is tried here. */
  private static final class Anybody implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) {
      // nobody asks
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) {
      // whoever it is
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
