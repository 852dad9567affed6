package com.quotahit.cluster.stranger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.quotahit.cluster.stranger.Description.Operation;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * sqlmap on every gap, parameter and field of the product's own description, and on the headers of
 * which something is kept. It is no part of this project: {@code QUOTAHIT_SQLMAP} names a checkout.
 * First it must find a hole that is there. {@code QUOTAHIT_SQLMAP_ONLY} takes paths that contain a
 * text.
 */
@Tag("weather")
@Tag("long")
class AnOutsideToolFindsNoWayIntoTheDatabase {

  private static final String API = "/api/v1";
  private static final int AT_ONCE = 2;

  /** They end the session that all others need, or never end. */
  private static final Set<String> LEFT_OUT = Set.of("POST /auth/logout", "GET /events");

  private static final List<String> HEADERS_KEPT =
      List.of("User-Agent", "X-Forwarded-For", "Idempotency-Key", "X-Request-Id", "X-CSRF-Token");

  @TempDir Path directory;

  private Sqlmap sqlmap;

  @BeforeEach
  void there_is_a_checkout() {
    Optional<String> checkout =
        Optional.ofNullable(System.getenv("QUOTAHIT_SQLMAP")).filter(path -> !path.isBlank());
    Assumptions.assumeTrue(
        checkout.isPresent(),
        "QUOTAHIT_SQLMAP names no checkout of sqlmap, which is under the GPL and no part of this"
            + " project; docs/operations/security-checks.md says how to get it");
    sqlmap = new Sqlmap(Path.of(checkout.get()), directory);
  }

  @Test
  void it_finds_a_hole_that_is_there() throws IOException {
    try (CommonDatabase database = CommonDatabase.in(directory.resolve("database"))) {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            String query = exchange.getRequestURI().getQuery();
            byte[] answer =
                named(database.url(), query.substring(query.indexOf('=') + 1))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
          });
      server.start();
      try {
        Sqlmap.Finding found =
            sqlmap.tries(
                "hole",
                "GET /?name=ann* HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n"
                    .formatted(server.getAddress().getPort()));
        assertThat(found.verdict()).as(found.said()).isEqualTo(Sqlmap.Verdict.HOLE);
      } finally {
        server.stop(0);
      }
    }
  }

  /** As nobody should. */
  private static String named(String url, String name) {
    try (Connection connection = DriverManager.getConnection(url);
        ResultSet rows =
            connection
                .createStatement()
                .executeQuery(
                    "SELECT n FROM (VALUES ('ann'), ('bob')) t(n) WHERE n = '" + name + "'")) {
      return rows.next() ? "There is " + rows.getString(1) : "There is nobody.";
    } catch (SQLException e) {
      return "There is nobody.";
    }
  }

  @Test
  void it_finds_none_in_the_product() {
    try (RunningNode node =
        RunningNode.start(
            directory.resolve("node"), RunningNode.Ports.free(), Map.of("QUOTAHIT_VOICE", "off"))) {
      node.awaitReady(Duration.ofSeconds(240));
      Visitor root = new Visitor(node, "root@example.com");
      Visitor bob = new Visitor(node, "bob@example.com");
      Description description =
          new Description(root.api.get(API + "/openapi.json").body())
              .knowing("personaId", bob.first("/practice/personas"))
              .knowing("scenarioId", bob.first("/practice/scenarios"));
      Map<String, String> records = new HashMap<>();
      records.put("/practice/sessions/", Sessions.openText(bob.api, 7).path("id").asText());
      records.put("/admin/users/", root.api.get(API + "/me").body().at("/user/id").asText());
      records.put(
          "/workspace/teams/",
          bob.api
              .post(API + "/workspace/teams", "{\"name\":\"Inside sales\"}")
              .body()
              .path("id")
              .asText());
      List<String> told = new ArrayList<>();
      int[] counts = new int[Sqlmap.Verdict.values().length];
      try (ExecutorService hands = Executors.newFixedThreadPool(AT_ONCE)) {
        List<Future<String>> all = new ArrayList<>();
        description.operations().stream()
            .filter(operation -> !LEFT_OUT.contains(operation.line()))
            .filter(operation -> wanted(operation.path()))
            .forEach(operation -> {
              Visitor who = operation.ofThePlatform() ? root : bob;
              request(description, records, operation, who)
                  .ifPresent(
                      text -> all.add(hands.submit(tried(operation.line(), text, who, counts))));
            });
        for (String header : HEADERS_KEPT) {
          String text = bob.head("GET", API + "/me", header) + "\r\n";
          all.add(hands.submit(tried("header " + header, text, bob, counts)));
        }
        all.forEach(one -> told.add(result(one)));
      }
      System.out.printf(
          "sqlmap: %d requests clean, %d holes, %d not tried%n", counts[0], counts[1], counts[2]);
      assertThat(told.stream().filter(line -> !line.isEmpty())).isEmpty();
      assertThat(counts[0]).isPositive();
    }
  }

  private static boolean wanted(String path) {
    return path.contains(Optional.ofNullable(System.getenv("QUOTAHIT_SQLMAP_ONLY")).orElse(""));
  }

  private Callable<String> tried(String line, String request, Visitor who, int[] counts) {
    return () -> {
      Sqlmap.Finding finding = sqlmap.tries(line.replaceAll("[^A-Za-z0-9]+", "-"), request);
      synchronized (counts) {
        counts[finding.verdict().ordinal()]++;
        System.out.println(finding.verdict() + " " + line);
      }
      String signedOut = who.signedIn() ? "" : line + " ended the session of whoever asked\n";
      return finding.verdict() == Sqlmap.Verdict.CLEAN
          ? signedOut
          : signedOut + finding.verdict() + " " + line + "\n" + finding.said();
    };
  }

  private static String result(Future<String> one) {
    try {
      return one.get();
    } catch (ExecutionException | InterruptedException e) {
      return e.toString();
    }
  }

  /** The operation with a star behind everything that can be put in; empty when nothing can. */
  private static Optional<String> request(
      Description description, Map<String, String> records, Operation operation, Visitor who) {
    String path = operation.path();
    int gap = path.indexOf('{');
    if (gap >= 0) {
      boolean keeps = !operation.method().equals("DELETE") && !path.endsWith("/delete");
      String id = keeps ? records.getOrDefault(path.substring(0, gap), "unknown") : "unknown";
      path = path.replaceFirst("\\{[^}]*}", id + "*").replaceAll("\\{[^}]*}", "unknown*");
    }
    StringBuilder query = new StringBuilder();
    for (String name : operation.query()) {
      query.append(query.isEmpty() ? "?" : "&").append(name).append('=');
      query.append(description.likely(name)).append('*');
    }
    String head = who.head(operation.method(), API + path + query, "");
    if (operation.body().isEmpty()) {
      boolean places = gap >= 0 || !query.isEmpty();
      return places ? Optional.of(head + "\r\n") : Optional.empty();
    }
    JsonNode body = description.sample(operation.body().get());
    for (String place : Description.places(body)) {
      JsonNode value = body.at(place);
      if (value.isTextual() || value.isNull()) {
        String starred = (value.isNull() ? "unknown" : value.asText()) + "*";
        body = Description.with(body, place, TextNode.valueOf(starred));
      }
    }
    return Optional.of(head + "Content-Type: application/json\r\n\r\n" + body);
  }

  /** Somebody who is signed in, and what their browser would send. */
  private static final class Visitor {

    private final RunningNode node;
    private final ApiClient api;

    Visitor(RunningNode node, String email) {
      this.node = node;
      this.api = new ApiClient(node.base());
      assertThat(api.register(email).status()).isEqualTo(201);
    }

    boolean signedIn() {
      return api.get(API + "/me").status() == 200;
    }

    String first(String path) {
      return api.get(API + path).body().path("items").path(0).path("id").asText();
    }

    String head(String method, String path, String starred) {
      String head =
          "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAccept: application/json\r\nCookie: %s\r\n"
              .formatted(method, path, node.ports().http(), api.cookies());
      String csrf = api.csrf();
      return head
          + (starred.equals("X-CSRF-Token") ? "" : "X-CSRF-Token: " + csrf + "\r\n")
          + (starred.isEmpty() ? "" : starred + ": known*\r\n");
    }
  }
}
