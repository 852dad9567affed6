package com.quotahit.http.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@Tag("route")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TheWebClientIsServedTest {

  private static final String PAGE = "<!doctype html><title>QuotaHit</title>";

  private EdgeUnderTest edge;

  @BeforeAll
  void open(@TempDir Path web) throws IOException {
    Files.writeString(web.resolve("index.html"), PAGE);
    Files.createDirectory(web.resolve("assets"));
    Files.writeString(web.resolve("assets/app-1a2b.js"), "let x = 1;\n".repeat(500));
    edge = new EdgeUnderTest(List.of(), Optional.of(web));
  }

  @AfterAll
  void close() {
    edge.close();
  }

  @Test
  void a_path_of_the_client_gets_the_page() {
    for (String path : List.of("/", "/practice/sessions/rp_1", "/settings")) {
      var reply = edge.asNobody().get(path);
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.text()).isEqualTo(PAGE);
      assertThat(reply.header("cache-control")).isEqualTo("no-cache");
      assertThat(reply.header("content-security-policy")).contains("script-src 'self'");
    }
  }

  @Test
  void assets_are_kept_for_ever_and_missing_ones_are_missing() {
    var asset = edge.asNobody().get("/assets/app-1a2b.js");
    assertThat(asset.status()).isEqualTo(200);
    assertThat(asset.header("content-type")).startsWith("text/javascript");
    assertThat(asset.header("cache-control")).contains("immutable");
    assertThat(edge.asNobody().get("/assets/gone.js").status()).isEqualTo(404);
    assertThat(edge.asNobody().get("/favicon.ico").status()).isEqualTo(404);
  }

  @Test
  void what_the_browser_has_is_not_sent_again_and_text_is_packed() {
    var asset = edge.asNobody().get("/assets/app-1a2b.js", "Accept-Encoding", "gzip");
    assertThat(asset.header("content-encoding")).isEqualTo("gzip");
    var again =
        edge.asNobody()
            .get(
                "/assets/app-1a2b.js",
                "Accept-Encoding",
                "gzip",
                "If-None-Match",
                asset.header("etag"));
    assertThat(again.status()).isEqualTo(304);
  }

  @Test
  void no_path_leads_out_of_the_directory() {
    for (String path : List.of("/..%2f..%2fetc/passwd", "/assets/..%2findex.html")) {
      assertThat(edge.asNobody().get(path).text()).doesNotContain("root:");
    }
    assertThat(edge.asNobody().get("/assets/%2e%2e/index.html").status()).isIn(200, 404);
  }

  @Test
  void the_interface_is_described_for_programs_and_for_people() {
    var api = edge.asNobody().get("/api/v1/openapi.json");
    assertThat(api.json().path("openapi").asText()).isEqualTo("3.1.0");
    assertThat(edge.asNobody().get("/docs/api").text()).contains("openapi.json");
  }

  @Test
  void pages_files_and_what_is_missing_tell_the_browser_what_it_may_do() {
    for (String path :
        List.of(
            "/",
            "/practice/sessions/rp_1",
            "/assets/app-1a2b.js",
            "/assets/gone.js",
            "/favicon.ico",
            "/docs/api",
            "/api/v1/openapi.json",
            "/..%2f..%2fetc/passwd")) {
      var reply = edge.asNobody().get(path);
      assertThat(reply.header("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
      assertThat(reply.header("X-Frame-Options")).as(path).isEqualTo("DENY");
      assertThat(reply.header("Referrer-Policy"))
          .as(path)
          .isEqualTo("strict-origin-when-cross-origin");
      assertThat(reply.header("Cross-Origin-Opener-Policy")).as(path).isEqualTo("same-origin");
      assertThat(reply.header("Cross-Origin-Resource-Policy")).as(path).isEqualTo("same-origin");
      assertThat(reply.header("Permissions-Policy")).as(path).contains("microphone=(self)");
      assertThat(reply.header("Content-Security-Policy"))
          .as(path)
          .startsWith("default-src 'none'")
          .contains("frame-ancestors 'none'")
          .doesNotContain("unsafe-eval");
      assertThat(reply.header("Access-Control-Allow-Origin")).as(path).isEmpty();
      assertThat(reply.header("Server")).as(path).isEmpty();
      assertThat(reply.header("Content-Type")).as(path).isNotEmpty();
    }
    assertThat(edge.asNobody().get("/").header("Content-Security-Policy"))
        .contains("require-trusted-types-for 'script'")
        .doesNotContain("unsafe");
  }

  @Test
  void another_origin_is_told_nothing_that_lets_it_read() {
    var asked =
        edge.asNobody()
            .send(
                "OPTIONS",
                "/api/v1/openapi.json",
                "",
                "Origin",
                "https://evil.example",
                "Access-Control-Request-Method",
                "GET");
    assertThat(asked.headers().map().keySet())
        .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control"));
  }
}
