package com.quotahit.http.edge;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.quotahit.core.workspace.Permission;
import com.quotahit.core.workspace.Role;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.LoggerFactory;

/** Bombs in a few bytes, and requests in which two servers would see different things. */
@Tag("route")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestsMadeToHurtAreRefusedTest {

  record WishWire(int count, Optional<Double> share, List<String> tags) {}

  private static final Duration NO_TIME = Duration.ofSeconds(2);

  private final AtomicInteger effects = new AtomicInteger();
  private EdgeUnderTest edge;
  private String rep;

  @BeforeAll
  void open() {
    edge =
        new EdgeUnderTest(
            List.of(
                Endpoint.post("/wishes", "Wish something")
                    .needs(Permission.PRACTICE_RUN)
                    .body(WishWire.class)
                    .answersNothing()
                    .by((_, _) -> wished()),
                Endpoint.get("/wishes/{id}", "One wish")
                    .open()
                    .answersNothing()
                    .by((_, _) -> wished())));
    rep = edge.signedIn(EdgeUnderTest.NORTH, Role.REP);
  }

  @AfterAll
  void close() {
    edge.close();
  }

  private CompletionStage<Answer<Nothing>> wished() {
    effects.incrementAndGet();
    return CompletableFuture.completedFuture(Answer.done());
  }

  @Test
  void numbers_that_would_fill_the_memory_are_out_of_range_at_once() {
    for (String number :
        List.of(
            "1e1000000000",
            "1e-1000000000",
            "1e99999",
            "-1e2147483647",
            "1e2147483648",
            "9".repeat(900),
            "9".repeat(5_000),
            "0." + "1".repeat(5_000))) {
      for (String body :
          List.of(
              "{\"count\":" + number + ",\"tags\":[]}",
              "{\"count\":1,\"share\":" + number + ",\"tags\":[]}",
              "{\"count\":1,\"tags\":[" + number + "]}")) {
        long begun = System.nanoTime();
        EdgeUnderTest.Reply reply = edge.as(rep).post("/api/v1/wishes", body);
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
            .as(body.substring(0, Math.min(60, body.length())))
            .isLessThan(NO_TIME);
        assertThat(reply.status())
            .as(body.substring(0, Math.min(60, body.length())))
            .isIn(204, 400);
      }
    }
  }

  @Test
  void nests_and_crowds_are_cut_short() {
    for (String body :
        List.of(
            "{\"count\":1,\"tags\":" + "[".repeat(100_000),
            "{\"a\":".repeat(40_000),
            "{\"count\":1,\"tags\":[" + "1,".repeat(100_000) + "1]}",
            "{" + "\"x\":1,".repeat(2) + "\"count\":1}",
            "[" + "{},".repeat(60_000) + "{}]")) {
      long begun = System.nanoTime();
      EdgeUnderTest.Reply reply = edge.as(rep).post("/api/v1/wishes", body);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(NO_TIME);
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.text().length()).isLessThan(20_000);
    }
  }

  @Test
  void a_request_that_two_servers_would_end_at_different_places_is_refused() throws IOException {
    String hidden = "GET /api/v1/wishes/hidden HTTP/1.1\r\nHost: x\r\n\r\n";
    for (String headers :
        List.of(
            "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
            "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
            "Content-Length: 5\r\nContent-Length: 50\r\n",
            "Content-Length: 5, 50\r\n",
            "Content-Length: +5\r\n",
            "Content-Length: 0x5\r\n",
            "Transfer-Encoding: xchunked\r\n",
            "Transfer-Encoding: identity, chunked, identity\r\n",
            "Transfer-Encoding : chunked\r\n",
            "Content-Length: 5\r\n Transfer-Encoding: chunked\r\n")) {
      int before = effects.get();
      String answer =
          raw("POST /api/v1/wishes HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n0\r\n\r\n" + hidden);
      assertThat(answer).as(headers).startsWith("HTTP/1.1 ").doesNotContain("HTTP/1.1 2");
      assertThat(effects).as("a request hidden behind " + headers).hasValue(before);
    }
  }

  @Test
  void headers_and_addresses_without_end_are_refused() throws IOException {
    assertThat(raw("GET /" + "a".repeat(50_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
        .startsWith("HTTP/1.1 414");
    assertThat(raw("GET / HTTP/1.1\r\nHost: x\r\nX-A: " + "a".repeat(50_000) + "\r\n\r\n"))
        .startsWith("HTTP/1.1 4");
    assertThat(raw("GET / HTTP/1.1\r\nHost: x\r\n" + "X-A: a\r\n".repeat(500) + "\r\n"))
        .startsWith("HTTP/1.1 4");
  }

  @Test
  void a_line_end_in_an_address_writes_no_header() throws IOException {
    for (String target :
        List.of(
            "/api/v1/wishes/a%0d%0aSet-Cookie:%20a=b",
            "/api/v1/nothing/%0d%0aSet-Cookie:%20a=b",
            "/%0d%0aSet-Cookie:%20a=b",
            "/api/v1/wishes/a?x=%0d%0aSet-Cookie:%20a=b")) {
      String answer =
          raw(
              "GET "
                  + target
                  + " HTTP/1.1\r\nHost: evil\r\nConnection: close\r\n"
                  + "X-Request-Id: a\r\n\r\n");
      String head = answer.substring(0, answer.indexOf("\r\n\r\n"));
      assertThat(head).as(target).doesNotContain("a=b");
    }
  }

  @Test
  void what_cannot_be_read_is_not_written_into_the_log_with_the_secrets_in_it() throws IOException {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    log.start();
    root.addAppender(log);
    try {
      for (String broken :
          List.of(
              "Authorization: Bearer s3cret-of-a-key=,and\"more",
              "Authorization: s3cret-of-a-key",
              "Authorization: Basic s3cret-of-a-key!",
              "Cookie: qh_session=s3cret-of-a-key\u0001; =",
              "Cookie: =s3cret-of-a-key",
              "Proxy-Authorization: Bearer s3cret-of-a-key=,",
              "Set-Cookie: s3cret-of-a-key")) {
        assertThat(
                raw(
                    "GET /api/v1/wishes/1 HTTP/1.1\r\nHost: here\r\nConnection: close\r\n"
                        + broken
                        + "\r\n\r\n"))
            .as(broken)
            .startsWith("HTTP/1.1 ");
      }
    } finally {
      root.detachAppender(log);
    }
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .noneMatch(line -> line.contains("s3cret-of-a-key"));
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", Integer.parseInt(edge.base().split(":")[2]))) {
      socket.setSoTimeout(4_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      StringBuilder answer = new StringBuilder();
      byte[] part = new byte[4_096];
      try {
        for (int read = socket.getInputStream().read(part);
            read >= 0;
            read = socket.getInputStream().read(part)) {
          answer.append(new String(part, 0, read, StandardCharsets.ISO_8859_1));
        }
      } catch (IOException quietOrReset) {
        // What came until then is the answer.
      }
      return answer.toString();
    }
  }
}
