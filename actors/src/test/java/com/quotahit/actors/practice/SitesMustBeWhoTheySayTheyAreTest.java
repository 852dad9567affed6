package com.quotahit.actors.practice;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.practice.Extraction;
import com.quotahit.core.shared.AddressGuard;
import com.quotahit.core.shared.AddressRange;
import com.quotahit.core.shared.Parsed;
import com.quotahit.core.shared.WebsiteAddress;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Over TLS the connection goes to the address that was judged, and the certificate must be for the
 * name that was typed. 127.0.0.2 plays the public web, 127.0.0.1 on the same port the canary.
 */
@Tag("actor")
class SitesMustBeWhoTheySayTheyAreTest {

  private static final byte[] WEB = {127, 0, 0, 2};
  private static final byte[] INSIDE = {127, 0, 0, 1};
  private static final char[] PASSWORD = "for-tests".toCharArray();

  @TempDir static Path folder;
  private static KeyStore named;
  private static KeyStore otherwiseNamed;
  private static KeyStore unknown;
  private static SSLContext trust;

  private final ActorTestKit kit = ActorTestKit.create();
  private final AtomicInteger canary = new AtomicInteger();
  private final AtomicInteger questions = new AtomicInteger();
  private final AtomicInteger requests = new AtomicInteger();
  private final List<String> askedFor = Collections.synchronizedList(new ArrayList<>());
  private HttpsServer site;
  private ServerSocket inside;
  private DnsStub names;

  @BeforeAll
  static void make_certificates() throws Exception {
    named = certificate("named", "web.example");
    otherwiseNamed = certificate("otherwise", "other.example");
    unknown = certificate("unknown", "web.example");
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("named", named.getCertificate("site"));
    trusted.setCertificateEntry("otherwise", otherwiseNamed.getCertificate("site"));
    TrustManagerFactory trusts =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusts.init(trusted);
    trust = SSLContext.getInstance("TLS");
    trust.init(null, trusts.getTrustManagers(), null);
  }

  @BeforeEach
  void open() throws IOException {
    names =
        new DnsStub(name -> {
          boolean first = questions.getAndIncrement() % 2 == 0;
          return name.equals("web.example") || first ? WEB : INSIDE;
        });
  }

  @AfterEach
  void close() throws IOException {
    kit.shutdownTestKit();
    names.close();
    if (site != null) {
      site.stop(0);
      inside.close();
    }
  }

  @Test
  void the_page_comes_from_the_judged_address_under_its_own_name() throws Exception {
    serve(named);
    Extraction read = read("web.example");
    assertThat(read).isInstanceOf(Extraction.Readable.class);
    assertThat(((Extraction.Readable) read).text()).isEqualTo("We sell rockets.");
    assertThat(askedFor).containsOnly("web.example");
    assertThat(questions)
        .as("one look-up for each connection, whose address is the one that was judged")
        .hasValue(requests.get());
  }

  @Test
  void a_certificate_for_another_name_is_refused_before_a_word_is_said() throws Exception {
    serve(otherwiseNamed);
    assertThat(code(read("web.example"))).isEqualTo("context.site-unreachable");
    assertThat(requests).hasValue(0);
  }

  @Test
  void a_certificate_from_nobody_known_is_refused() throws Exception {
    serve(unknown);
    assertThat(code(read("web.example"))).isEqualTo("context.site-unreachable");
    assertThat(requests).hasValue(0);
  }

  @Test
  void a_name_that_moves_inside_after_the_check_leads_nowhere() throws Exception {
    serve(named);
    for (int i = 0; i < 20; i++) {
      assertThat(read("rebind.example")).isInstanceOf(Extraction.Unreadable.class);
    }
    assertThat(questions.get()).isGreaterThanOrEqualTo(20);
    assertThat(canary).hasValue(0);
  }

  private Extraction read(String host) throws Exception {
    ContextSettings.Website settings =
        new ContextSettings.Website(
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            200_000,
            3,
            10,
            Set.of("web.example", "rebind.example"),
            new AddressGuard(List.of(), List.of(new AddressRange(WEB, 32))));
    WebsiteReader reader =
        new WebsiteReader(kit.system(), new StubResolver(names.port()), settings, trust);
    String url = "https://" + host + ":" + site.getAddress().getPort() + "/page";
    return switch (WebsiteAddress.parse("url", url, settings.opened())) {
      case Parsed.Valid<WebsiteAddress>(WebsiteAddress address) ->
          reader.read(address).toCompletableFuture().get(20, TimeUnit.SECONDS);
      case Parsed.Invalid<WebsiteAddress> invalid -> throw new AssertionError(invalid.problems());
    };
  }

  private static String code(Extraction extraction) {
    return switch (extraction) {
      case Extraction.Readable readable -> "readable: " + readable;
      case Extraction.Unreadable unreadable -> unreadable.code();
    };
  }

  private void serve(KeyStore keys) throws Exception {
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    site = HttpsServer.create(new InetSocketAddress(InetAddress.getByAddress(WEB), 0), 50);
    site.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters wanted = context.getDefaultSSLParameters();
            wanted.setSNIMatchers(List.of(new NameKeeper()));
            parameters.setSSLParameters(wanted);
          }
        });
    site.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    site.createContext("/", this::answer);
    site.start();
    inside = new ServerSocket(site.getAddress().getPort(), 50, InetAddress.getByAddress(INSIDE));
    Thread.ofVirtual().start(this::watch);
  }

  /** Takes down which name the client asked the server to be. */
  private final class NameKeeper extends SNIMatcher {
    NameKeeper() {
      super(0);
    }

    @Override
    public boolean matches(SNIServerName name) {
      askedFor.add(new String(name.getEncoded(), StandardCharsets.US_ASCII));
      return true;
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    boolean page = exchange.getRequestURI().getPath().equals("/page");
    byte[] body = "<p>We sell rockets.</p>".getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "text/html");
    exchange.sendResponseHeaders(page ? 200 : 404, page ? body.length : -1);
    if (page) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  private void watch() {
    while (!inside.isClosed()) {
      try {
        inside.accept().close();
        canary.incrementAndGet();
      } catch (IOException e) {
        return;
      }
    }
  }

  /** A key and a certificate for it, signed by itself. */
  private static KeyStore certificate(String file, String name) throws Exception {
    Path store = folder.resolve(file + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "site",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=dns:" + name,
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(file + ".log").toFile())
            .start();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(keytool.exitValue()).as(Files.readString(folder.resolve(file + ".log"))).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    return keys;
  }
}
