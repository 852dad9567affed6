package com.quotahit.actors.providers.webhook;

import com.quotahit.core.shared.NameResolverPort;
import com.quotahit.core.shared.WebsiteAddress;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * One POST over a connection of its own to an address that was looked up once and judged: the name
 * serves for the Host header, for TLS and for the certificate, never to look anything up again. No
 * redirects, no cookies, no proxy; of the answer only the status is read. Blocks, but never longer
 * than its wall.
 */
final class PinnedPost {

  /** What came of it. */
  sealed interface Outcome {

    record Answered(int status) implements Outcome {}

    /** The name leads to an address that is not to be connected to. */
    record Closed() implements Outcome {}

    /** Nothing was sent. */
    record NotConnected(String why) implements Outcome {}

    /** It may have arrived. */
    record NoAnswer(String why) implements Outcome {}
  }

  private static final int STATUS_LINE_MAX = 1_000;

  private final ChannelSettings settings;
  private final NameResolverPort names;
  private final SSLContext trust;

  PinnedPost(ChannelSettings settings, NameResolverPort names, SSLContext trust) {
    this.settings = settings;
    this.names = names;
    this.trust = trust;
  }

  Outcome send(WebsiteAddress to, Map<String, String> headers, String json) {
    List<byte[]> addresses;
    try {
      addresses =
          names
              .resolve(to.host())
              .toCompletableFuture()
              .get(settings.connect().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return new Outcome.NotConnected("the name is not known");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome.NotConnected("interrupted");
    }
    // One closed address among many is enough: the next look-up may choose that one.
    return addresses.isEmpty() || !addresses.stream().allMatch(settings.guard()::admits)
        ? new Outcome.Closed()
        : send(to, addresses.getFirst(), request(to, headers, json));
  }

  private Outcome send(WebsiteAddress to, byte[] judged, byte[] request) {
    CountDownLatch over = new CountDownLatch(1);
    boolean sent = false;
    try (Socket line = new Socket()) {
      cutAfterWall(line, over);
      line.connect(
          new InetSocketAddress(InetAddress.getByAddress(judged), to.port()),
          Math.toIntExact(settings.connect().toMillis()));
      line.setSoTimeout(Math.toIntExact(settings.wall().toMillis()));
      Socket safe = to.secure() ? secured(line, to) : line;
      OutputStream out = safe.getOutputStream();
      sent = true;
      out.write(request);
      out.flush();
      return new Outcome.Answered(status(new BufferedInputStream(safe.getInputStream())));
    } catch (IOException e) {
      String why = e.getClass().getSimpleName();
      return sent ? new Outcome.NoAnswer(why) : new Outcome.NotConnected(why);
    } finally {
      over.countDown();
    }
  }

  private void cutAfterWall(Socket line, CountDownLatch over) {
    Duration wall = settings.wall();
    Thread.ofVirtual()
        .name("post-wall")
        .start(() -> {
          try {
            if (!over.await(wall.toMillis(), TimeUnit.MILLISECONDS)) {
              line.close();
            }
          } catch (InterruptedException | IOException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private SSLSocket secured(Socket line, WebsiteAddress to) throws IOException {
    SSLSocket tls =
        (SSLSocket) trust.getSocketFactory().createSocket(line, to.host(), to.port(), true);
    SSLParameters parameters = tls.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    tls.setSSLParameters(parameters);
    tls.startHandshake();
    return tls;
  }

  /** Headers are ours and addresses were parsed: nothing in them can end a line. */
  private static byte[] request(WebsiteAddress to, Map<String, String> headers, String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder();
    boolean usual = to.port() == (to.secure() ? 443 : 80);
    head.append("POST ").append(to.target()).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(to.host()).append(usual ? "" : ":" + to.port()).append("\r\n");
    head.append("User-Agent: QuotaHit/1.0\r\nContent-Type: application/json\r\n");
    head.append("Accept: */*\r\nConnection: close\r\n");
    head.append("Content-Length: ").append(body.length).append("\r\n");
    headers.forEach((name, value) -> {
      if (!value.chars().allMatch(c -> c >= ' ' && c < 127)) {
        throw new IllegalArgumentException("not the value of a header: " + name);
      }
      head.append(name).append(": ").append(value).append("\r\n");
    });
    byte[] lines = head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    byte[] whole = java.util.Arrays.copyOf(lines, lines.length + body.length);
    System.arraycopy(body, 0, whole, lines.length, body.length);
    return whole;
  }

  /** Interim answers are not waited out: nobody asked for one. */
  private static int status(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0 || line.length() > STATUS_LINE_MAX) {
        throw new IOException("no status");
      }
      line.append((char) b);
    }
    String[] words = line.toString().strip().split(" ");
    if (words.length < 2 || !words[0].startsWith("HTTP/1") || !words[1].matches("[1-5][0-9]{2}")) {
      throw new IOException("no status");
    }
    return Integer.parseInt(words[1]);
  }
}
