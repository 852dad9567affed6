package com.quotahit.cluster.stranger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The REST interface as a browser's program uses it: cookies, CSRF token, idempotency keys. */
public final class ApiClient {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final CookieManager cookies;
  private final HttpClient client;
  private volatile String base;

  /** An answer: status and body, JSON where there is any. */
  public record Answer(int status, JsonNode body, java.net.http.HttpHeaders headers) {}

  public ApiClient(String base) {
    this.cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    this.client =
        HttpClient.newBuilder()
            .cookieHandler(cookies)
            .connectTimeout(Duration.ofSeconds(3))
            .build();
    this.base = base;
  }

  private ApiClient(ApiClient same, String base) {
    this.cookies = same.cookies;
    this.client = same.client;
    this.base = base;
  }

  /** The same person at another node. */
  public ApiClient also(String other) {
    return new ApiClient(this, other);
  }

  /** Talks to another node from now on, with the same cookies. */
  public ApiClient at(String other) {
    base = other;
    return this;
  }

  public Answer get(String path) {
    return send(request(path).GET());
  }

  public Answer post(String path, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  public Answer put(String path, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(json)));
  }

  public Answer delete(String path) {
    return send(request(path).DELETE());
  }

  /** Any request; an empty body is none. */
  public Answer call(String method, String path, String json, String... headers) {
    HttpRequest.Builder builder = request(path);
    if (!json.isEmpty()) {
      builder.header("Content-Type", "application/json");
    }
    for (int i = 0; i < headers.length; i += 2) {
      builder.header(headers[i], headers[i + 1]);
    }
    return send(
        builder.method(
            method,
            json.isEmpty()
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(json)));
  }

  public byte[] bytes(String path) {
    try {
      return client
          .send(request(path).GET().build(), HttpResponse.BodyHandlers.ofByteArray())
          .body();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Registers a new account in a new workspace. */
  public Answer register(String email) {
    return post(
        "/api/v1/auth/register",
        """
        {"email":"%s","password":"correct horse battery staple 7","name":"Ann Rep","workspaceName":"North Wind"}
        """
            .formatted(email));
  }

  /** Asks until the answer is as wanted. */
  public JsonNode poll(String path, Predicate<JsonNode> wanted, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      Answer answer = get(path);
      if (answer.status() == 200 && wanted.test(answer.body())) {
        return answer.body();
      }
      if (System.nanoTime() > end) {
        throw new AssertionError(path + " not as wanted within " + limit + ": " + answer);
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(30));
    proof().ifPresent(token -> builder.header("X-CSRF-Token", token));
    return builder;
  }

  private Optional<String> proof() {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().endsWith("qh_csrf"))
        .map(HttpCookie::getValue)
        .findFirst();
  }

  /** What another program needs to go on in this one's name. */
  String cookies() {
    return cookies.getCookieStore().getCookies().stream()
        .map(cookie -> cookie.getName() + "=" + cookie.getValue())
        .collect(Collectors.joining("; "));
  }

  String csrf() {
    return proof().orElse("");
  }

  private Answer send(HttpRequest.Builder builder) {
    try {
      HttpResponse<String> response =
          client.send(builder.build(), HttpResponse.BodyHandlers.ofString());
      boolean json =
          response.headers().firstValue("Content-Type").orElse("").contains("json")
              && !response.body().isBlank();
      return new Answer(
          response.statusCode(),
          json ? JSON.readTree(response.body()) : JSON.getNodeFactory().textNode(response.body()),
          response.headers());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
