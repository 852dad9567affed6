package com.quotahit.http.workspace;

import static com.quotahit.http.workspace.AccountsUnderTest.registration;
import static com.quotahit.http.workspace.AccountsUnderTest.token;
import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.http.edge.EdgeUnderTest.Client;
import com.quotahit.http.edge.EdgeUnderTest.Reply;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which providers and domains a workspace may name, and what becomes of the secret. */
@Tag("route")
class CompaniesChooseTheirProviderTest extends CompanyUnderTest {

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
