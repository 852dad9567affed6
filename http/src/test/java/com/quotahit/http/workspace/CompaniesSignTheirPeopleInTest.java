package com.quotahit.http.workspace;

import static com.quotahit.http.workspace.AccountsUnderTest.login;
import static com.quotahit.http.workspace.AccountsUnderTest.registration;
import static com.quotahit.http.workspace.AccountsUnderTest.token;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.quotahit.actors.providers.oidc.NimbusOpenId;
import com.quotahit.core.shared.NetworkAllowance;
import com.quotahit.http.edge.EdgeUnderTest.Client;
import com.quotahit.http.edge.EdgeUnderTest.Reply;
import com.quotahit.http.workspace.OpenIdProvider.Signing;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Against a real OpenID provider on loopback, all the way that a browser goes. */
@Tag("route")
class CompaniesSignTheirPeopleInTest {

  private static final String ANN = "ann@north-wind.example";
  private static final String PASSWORD = "correct horse battery staple 7";
  private static ActorTestKit kit;

  private final HttpClient browser =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private OpenIdProvider provider;
  private AccountsUnderTest world;
  private Client ann;

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

  private static NimbusOpenId openId(String allowed) {
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

  private Client register(String email) {
    return world.edge.as(
        token(world.edge.asNobody().post("/api/v1/auth/register", registration(email))));
  }

  private void prove(String email) {
    String link = world.letters(email, "VerifyAddress").getLast().at("/template/token").asText();
    world.edge.asNobody().post("/api/v1/auth/verify-email", "{\"token\":\"" + link + "\"}");
  }

  private Reply choose(boolean required) {
    return choose(ann, provider.issuer(), "north-wind.example", required);
  }

  private static Reply choose(Client by, String issuer, String domain, boolean required) {
    return by.send(
        "PUT",
        "/api/v1/workspace/sso",
        """
        {"issuer":"%s","clientId":"%s","clientSecret":"%s","domains":["%s"],"required":%s}\
        """
            .formatted(issuer, OpenIdProvider.CLIENT, OpenIdProvider.SECRET, domain, required));
  }

  /** Where a browser is sent, and the cookies it was given. */
  private record Sent(int status, String to, Map<String, String> cookies) {}

  private Sent visit(String address, Map<String, String> cookies) {
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

  private Sent start() {
    return visit(world.edge.base() + "/api/v1/auth/sso/start?email=" + ANN, Map.of());
  }

  /** To the provider and to the door of the way back. */
  private String back(Sent started) {
    String callback = visit(started.to(), Map.of()).to();
    assertThat(callback).startsWith("http://localhost:8080/api/v1/auth/sso/callback?");
    return world.edge.base() + callback.substring("http://localhost:8080".length());
  }

  private Sent signIn() {
    Sent started = start();
    assertThat(started.status()).isEqualTo(302);
    return visit(back(started), started.cookies());
  }

  @Test
  void somebody_of_the_company_is_signed_in_by_its_provider() {
    assertThat(choose(false).status()).isEqualTo(200);
    Sent in = signIn();
    assertThat(in.to()).isEqualTo("/");
    Reply me = world.edge.as(in.cookies().get("qh_session")).get("/api/v1/me");
    assertThat(me.json().at("/user/email").asText()).isEqualTo(ANN);
    assertThat(world.letters(ANN, "NewDevice")).as("a device never seen before").hasSize(1);
  }

  @Test
  void what_is_asked_binds_the_answer_to_this_attempt() {
    choose(false);
    String question = start().to();
    assertThat(question)
        .startsWith(provider.issuer() + "/authorize?")
        .contains("response_type=code", "code_challenge_method=S256", "code_challenge=")
        .contains("state=", "nonce=", "scope=openid+email+profile");
  }

  @Test
  void who_somebody_is_follows_from_subject_and_issuer_not_from_the_address() {
    choose(false);
    signIn();
    provider.email = "ann.newname@north-wind.example";
    Sent in = signIn();
    assertThat(
            world
                .edge
                .as(in.cookies().get("qh_session"))
                .get("/api/v1/me")
                .json()
                .at("/user/email")
                .asText())
        .isEqualTo(ANN);
    provider.subject = "another-employee";
    assertThat(signIn().to()).isEqualTo("/log-in?sso=not-a-member");
  }

  @Test
  void an_answer_that_does_not_hold_opens_nothing() {
    choose(false);
    Map<String, UnaryOperator<JWTClaimsSet>> lies =
        Map.of(
            "for another client",
            c -> new JWTClaimsSet.Builder(c).audience("somebody-else").build(),
            "of another issuer",
            c -> new JWTClaimsSet.Builder(c).issuer("https://evil.example").build(),
            "for another attempt",
            c -> new JWTClaimsSet.Builder(c).claim("nonce", "another").build(),
            "without a nonce",
            c -> new JWTClaimsSet.Builder(c).claim("nonce", null).build(),
            "too old",
            c ->
                new JWTClaimsSet.Builder(c)
                    .expirationTime(Date.from(Instant.now().minusSeconds(120)))
                    .build(),
            "without an end",
            c -> new JWTClaimsSet.Builder(c).expirationTime(null).build(),
            "of nobody",
            c -> new JWTClaimsSet.Builder(c).subject(null).build(),
            "from the future",
            c ->
                new JWTClaimsSet.Builder(c)
                    .issueTime(Date.from(Instant.now().plusSeconds(3_600)))
                    .expirationTime(Date.from(Instant.now().plusSeconds(7_200)))
                    .build());
    lies.forEach((what, lie) -> {
      provider.claims = lie;
      Sent refused = signIn();
      assertThat(refused.to()).as(what).isEqualTo("/log-in?sso=provider");
      assertThat(refused.cookies()).as(what).doesNotContainKey("qh_session");
    });
  }

  @Test
  void a_signature_that_the_provider_did_not_make_opens_nothing() {
    choose(false);
    for (Signing how :
        new Signing[] {
          Signing.NOT_AT_ALL, Signing.WITH_THE_CLIENT_SECRET, Signing.WITH_A_KEY_NEVER_PUBLISHED
        }) {
      provider.signing = how;
      assertThat(signIn().to()).as(how.name()).isEqualTo("/log-in?sso=provider");
    }
    provider.signing = Signing.PROPERLY;
    assertThat(signIn().to()).isEqualTo("/");
  }

  @Test
  void keys_are_kept_and_made_up_tokens_do_not_make_us_ask_for_them_again_and_again() {
    choose(false);
    signIn();
    signIn();
    assertThat(provider.keysAsked()).isEqualTo(1);
    provider.newKey();
    for (int i = 0; i < 6; i++) {
      signIn();
    }
    assertThat(provider.keysAsked()).as("bounded, whatever comes").isLessThanOrEqualTo(3);
  }

  @Test
  void an_address_that_the_provider_has_not_proven_leads_to_nobody() {
    choose(false);
    provider.emailVerified = false;
    assertThat(signIn().to()).isEqualTo("/log-in?sso=not-a-member");
  }

  @Test
  void an_attempt_ends_with_its_use_with_time_and_in_another_browser() {
    choose(false);
    Sent first = start();
    String door = back(first);
    assertThat(visit(door, Map.of()).to()).isEqualTo("/log-in?sso=worn-out");
    assertThat(visit(door, first.cookies()).to())
        .as("an attempt that failed is over")
        .isEqualTo("/log-in?sso=worn-out");
    Sent second = start();
    String used = back(second);
    assertThat(visit(used, second.cookies()).to()).isEqualTo("/");
    assertThat(visit(used, second.cookies()).to()).isEqualTo("/log-in?sso=worn-out");
    Sent third = start();
    String late = back(third);
    world.later = Duration.ofMinutes(11);
    assertThat(visit(late, third.cookies()).to()).isEqualTo("/log-in?sso=worn-out");
    assertThat(
            visit(
                    world.edge.base() + "/api/v1/auth/sso/callback?error=access_denied&state=x",
                    Map.of())
                .to())
        .isEqualTo("/log-in?sso=provider");
  }

  @Test
  void a_code_of_one_attempt_is_worth_nothing_in_another() {
    choose(false);
    Sent mine = start();
    String myDoor = back(mine);
    Sent theirs = start();
    String theirDoor = back(theirs);
    String mixed =
        myDoor.replaceAll("code=[^&]+", "code=" + theirDoor.replaceAll(".*code=([^&]+).*", "$1"));
    assertThat(visit(mixed, mine.cookies()).to()).isEqualTo("/log-in?sso=provider");
  }

  @Test
  void a_companys_word_makes_nobody_an_admin_of_the_installation_and_changes_no_factor() {
    choose(false);
    Client in = world.edge.as(signIn().cookies().get("qh_session"));
    assertThat(in.get("/api/v1/me").json().at("/user/platformAdmin").asBoolean()).isTrue();
    assertThat(
            world
                .sessions
                .find(signIn().cookies().get("qh_session"))
                .toCompletableFuture()
                .join()
                .orElseThrow()
                .platformAdmin())
        .isFalse();
    assertThat(in.post("/api/v1/auth/totp", "").code()).isEqualTo("workspace.signed-in-by-company");
    assertThat(in.post("/api/v1/auth/passkeys/options", "").code())
        .isEqualTo("workspace.signed-in-by-company");
  }

  @Test
  void a_session_that_a_company_vouches_for_stays_in_its_workspace() {
    choose(false);
    Client own = world.edge.as(signIn().cookies().get("qh_session"));
    String other =
        own.post("/api/v1/workspaces", "{\"name\":\"Elsewhere\"}").json().path("id").asText();
    assertThat(own.post("/api/v1/me/workspace", "{\"workspaceId\":\"" + other + "\"}").status())
        .isEqualTo(404);
    assertThat(ann.post("/api/v1/me/workspace", "{\"workspaceId\":\"" + other + "\"}").status())
        .isEqualTo(204);
  }

  @Test
  void a_domain_is_named_by_whoever_has_a_proven_address_there_and_by_one_workspace() {
    Client eve = register("eve@evil.example");
    Reply stolen = choose(eve, provider.issuer(), "north-wind.example", false);
    assertThat(stolen.json().at("/errors/0/code").asText()).isEqualTo("not_yours");
    Client bob = register("bob@north-wind.example");
    assertThat(choose(bob, provider.issuer(), "north-wind.example", false).status())
        .as("not proven yet")
        .isEqualTo(400);
    prove("bob@north-wind.example");
    choose(false);
    assertThat(
            choose(bob, provider.issuer(), "north-wind.example", false)
                .json()
                .at("/errors/0/code")
                .asText())
        .isEqualTo("taken");
    Client gus = register("gus@gmail.com");
    prove("gus@gmail.com");
    assertThat(choose(gus, provider.issuer(), "gmail.com", false).status()).isEqualTo(400);
  }

  @Test
  void a_company_that_asks_for_it_lets_only_owners_in_by_password() {
    choose(true);
    Reply owner = world.edge.asNobody().post("/api/v1/auth/login", login(ANN, PASSWORD));
    assertThat(owner.status()).isEqualTo(200);
    world
        .db
        .database()
        .tenants()
        .acrossWorkspaces(handle -> handle.execute("UPDATE workspace_member SET role = 'rep'"));
    Reply rep = world.edge.asNobody().post("/api/v1/auth/login", login(ANN, PASSWORD));
    assertThat(rep.code()).isEqualTo("workspace.company-sign-in-required");
    assertThat(signIn().to()).isEqualTo("/");
  }

  @Test
  void whoever_began_elsewhere_comes_by_the_provider_as_well() {
    String here = ann.get("/api/v1/me").json().at("/workspace/id").asText();
    Client bob = register("bob@north-wind.example");
    String user = bob.get("/api/v1/me").json().at("/user/id").asText();
    world
        .db
        .database()
        .tenants()
        .acrossWorkspaces(handle ->
            handle.execute(
                "INSERT INTO workspace_member (workspace_id, user_id, role) VALUES (?, ?, 'rep')",
                here,
                user));
    choose(true);
    String move = "{\"workspaceId\":\"" + here + "\"}";
    assertThat(bob.post("/api/v1/me/workspace", move).status()).isEqualTo(404);
    assertThat(bob.get("/api/v1/me").status()).as("and keeps the session").isEqualTo(200);
    choose(false);
    assertThat(bob.post("/api/v1/me/workspace", move).status()).isEqualTo(204);
  }

  @Test
  void an_address_that_is_no_provider_is_refused_before_it_counts() {
    for (String issuer :
        new String[] {
          "http://169.254.169.254",
          "http://10.0.0.1",
          "ftp://localhost",
          "http://user:pw@localhost",
          "http://localhost:1",
          provider.issuer() + "/elsewhere"
        }) {
      Reply refused = choose(ann, issuer, "north-wind.example", false);
      assertThat(refused.status()).as(issuer).isEqualTo(400);
      assertThat(refused.json().at("/errors/0/field").asText()).as(issuer).isEqualTo("issuer");
    }
    provider.describedIssuer = "https://evil.example";
    assertThat(choose(false).json().at("/errors/0/code").asText()).isEqualTo("not_a_provider");
    assertThat(ann.get("/api/v1/workspace/sso").status()).isEqualTo(404);
  }

  @Test
  void without_the_operators_leave_nobody_is_asked_on_the_own_network() {
    try (AccountsUnderTest closed = new AccountsUnderTest(openId(""))) {
      Client eve =
          closed.edge.as(
              token(closed.edge.asNobody().post("/api/v1/auth/register", registration(ANN))));
      String link = closed.letters(ANN, "VerifyAddress").getLast().at("/template/token").asText();
      closed.edge.asNobody().post("/api/v1/auth/verify-email", "{\"token\":\"" + link + "\"}");
      Reply refused = choose(eve, provider.issuer(), "north-wind.example", false);
      assertThat(refused.json().at("/errors/0/code").asText()).isEqualTo("not_allowed");
      assertThat(provider.keysAsked()).isZero();
    }
  }

  @Test
  void the_clients_secret_goes_in_and_never_comes_out() {
    choose(false);
    assertThat(ann.get("/api/v1/workspace/sso").text()).doesNotContain(OpenIdProvider.SECRET);
    String dump =
        world
            .db
            .database()
            .tenants()
            .acrossWorkspaces(handle ->
                handle
                    .createQuery(
                        """
                        SELECT string_agg(x, ' ') FROM (
                          SELECT s::text AS x FROM single_sign_on s
                          UNION ALL SELECT a::text FROM audit_entry a) rows
                        """)
                    .mapTo(String.class)
                    .one());
    assertThat(dump).contains("north-wind.example").doesNotContain(OpenIdProvider.SECRET);
    Reply kept =
        ann.send(
            "PUT",
            "/api/v1/workspace/sso",
            """
            {"issuer":"%s","clientId":"%s","domains":["north-wind.example"],"required":false}\
            """
                .formatted(provider.issuer(), OpenIdProvider.CLIENT));
    assertThat(kept.status()).isEqualTo(200);
    assertThat(signIn().to()).isEqualTo("/");
    assertThat(ann.delete("/api/v1/workspace/sso").status()).isEqualTo(204);
    assertThat(start().status()).isEqualTo(404);
  }
}
