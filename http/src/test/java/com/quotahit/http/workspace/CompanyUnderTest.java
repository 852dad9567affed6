package com.quotahit.http.workspace;

import static com.quotahit.http.workspace.AccountsUnderTest.registration;
import static com.quotahit.http.workspace.AccountsUnderTest.token;
import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.actors.providers.oidc.NimbusOpenId;
import com.quotahit.core.shared.NetworkAllowance;
import com.quotahit.http.edge.EdgeUnderTest.Client;
import com.quotahit.http.edge.EdgeUnderTest.Reply;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A company with an identity provider of its own, and a browser that goes there and back. */
abstract class CompanyUnderTest {

  static final String ANN = "ann@north-wind.example";
  static final String PASSWORD = "correct horse battery staple 7";
  static ActorTestKit kit;

  final HttpClient browser =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  OpenIdProvider provider;
  AccountsUnderTest world;
  Client ann;

  @BeforeAll
  static void begin() {
    kit = ActorTestKit.create(ConfigFactory.load());
  }

  @AfterAll
  static void stop() {
    kit.shutdownTestKit();
  }

  @BeforeEach
  void north_wind_has_a_provider() {
    provider = new OpenIdProvider();
    world = new AccountsUnderTest(openId("localhost,127.0.0.0/8,::1/128"));
    ann = register(ANN);
    prove(ANN);
  }

  @AfterEach
  void close() {
    world.close();
    provider.close();
  }

  static NimbusOpenId openId(String allowed) {
    try {
      return new NimbusOpenId(
          kit.system(),
          NetworkAllowance.of("test", allowed, ""),
          Duration.ofSeconds(4),
          Duration.ofHours(1),
          Duration.ofSeconds(30),
          SSLContext.getDefault());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  Client register(String email) {
    return world.edge.as(
        token(world.edge.asNobody().post("/api/v1/auth/register", registration(email))));
  }

  void prove(String email) {
    String link = world.letters(email, "VerifyAddress").getLast().at("/template/token").asText();
    world.edge.asNobody().post("/api/v1/auth/verify-email", "{\"token\":\"" + link + "\"}");
  }

  Reply choose(boolean required) {
    return choose(ann, provider.issuer(), "north-wind.example", required);
  }

  static Reply choose(Client by, String issuer, String domain, boolean required) {
    return by.send(
        "PUT",
        "/api/v1/workspace/sso",
        """
        {"issuer":"%s","clientId":"%s","clientSecret":"%s","domains":["%s"],"required":%s}\
        """
            .formatted(issuer, OpenIdProvider.CLIENT, OpenIdProvider.SECRET, domain, required));
  }

  /** Where a browser is sent, and the cookies it was given. */
  record Sent(int status, String to, Map<String, String> cookies) {}

  Sent visit(String address, Map<String, String> cookies) {
    try {
      HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
      if (!cookies.isEmpty()) {
        StringBuilder all = new StringBuilder();
        cookies.forEach(
            (name, value) -> all.append(all.isEmpty() ? "" : "; ").append(name + "=" + value));
        request.header("Cookie", all.toString());
      }
      HttpResponse<String> answer =
          browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
      Map<String, String> given = new java.util.HashMap<>();
      answer
          .headers()
          .allValues("Set-Cookie")
          .forEach(cookie ->
              given.put(
                  cookie.substring(0, cookie.indexOf('=')),
                  cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'))));
      return new Sent(
          answer.statusCode(), answer.headers().firstValue("Location").orElse(""), given);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  Sent start() {
    return visit(world.edge.base() + "/api/v1/auth/sso/start?email=" + ANN, Map.of());
  }

  /** To the provider and to the door of the way back. */
  String back(Sent started) {
    String callback = visit(started.to(), Map.of()).to();
    assertThat(callback).startsWith("http://localhost:8080/api/v1/auth/sso/callback?");
    return world.edge.base() + callback.substring("http://localhost:8080".length());
  }

  Sent signIn() {
    Sent started = start();
    assertThat(started.status()).isEqualTo(302);
    return visit(back(started), started.cookies());
  }
}
