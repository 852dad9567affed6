package com.quotahit.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.http.edge.EdgeUnderTest;
import com.quotahit.http.edge.HeaderMatrix;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What every answer must tell the browser, on every route of the product. */
@Tag("route")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryAnswerIsGuardedTest {

  private EdgeUnderTest edge;

  @BeforeAll
  void open() {
    edge = new EdgeUnderTest(WholeTable.endpoints());
  }

  @AfterAll
  void close() {
    edge.close();
  }

  @Test
  void on_every_route_whatever_it_comes_to() {
    HeaderMatrix matrix = new HeaderMatrix(edge);
    assertThat(matrix.violations()).isEmpty();
    assertThat(matrix.looked()).isGreaterThan(300);
  }

  @Test
  void nobody_can_have_a_request_sent_back() {
    assertThat(edge.asNobody().send("TRACE", "/api/v1/me", "").status()).isEqualTo(405);
  }

  @Test
  void what_changes_something_is_never_a_mere_link() {
    assertThat(new HeaderMatrix(edge).linksThatAct()).isEmpty();
  }

  @Test
  void an_answer_to_what_is_not_http_is_guarded_too() throws IOException {
    URI base = URI.create(edge.base());
    try (Socket socket = new Socket(base.getHost(), base.getPort())) {
      socket.setSoTimeout(5_000);
      socket
          .getOutputStream()
          .write(
              "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      String head = new String(in.readNBytes(700), StandardCharsets.US_ASCII);
      assertThat(head).startsWith("HTTP/1.1 400");
      assertThat(head.toLowerCase(Locale.ROOT))
          .contains("x-content-type-options: nosniff", "cache-control: no-store")
          .contains("content-security-policy: default-src 'none'")
          .doesNotContain("\r\nserver:");
    }
  }
}
