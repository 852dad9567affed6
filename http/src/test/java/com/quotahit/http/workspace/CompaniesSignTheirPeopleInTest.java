package com.quotahit.http.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.quotahit.http.edge.EdgeUnderTest.Client;
import com.quotahit.http.edge.EdgeUnderTest.Reply;
import com.quotahit.http.workspace.OpenIdProvider.Signing;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Against a real OpenID provider on loopback, all the way that a browser goes. */
@Tag("route")
class CompaniesSignTheirPeopleInTest extends CompanyUnderTest {

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
    assertThat(world.written("sign-in.refused"))
        .as("the company can see that somebody came")
        .containsExactly("{\"company\": \"not-a-member\"}");
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
  void an_address_that_the_provider_tells_only_when_asked_is_asked_for() {
    choose(false);
    provider.tellsTheAddressOnlyWhenAsked = true;
    assertThat(signIn().to()).isEqualTo("/");
  }

  @Test
  void what_it_tells_when_asked_counts_for_the_same_person_and_only_if_it_is_proven() {
    choose(false);
    provider.tellsTheAddressOnlyWhenAsked = true;
    provider.subjectWhenAsked = "employee-18";
    assertThat(signIn().to()).isEqualTo("/log-in?sso=not-a-member");
    provider.subjectWhenAsked = "";
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
}
