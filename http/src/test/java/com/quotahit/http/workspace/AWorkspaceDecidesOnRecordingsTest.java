package com.quotahit.http.workspace;

import static com.quotahit.http.workspace.AccountsUnderTest.registration;
import static com.quotahit.http.workspace.AccountsUnderTest.token;
import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.http.edge.EdgeUnderTest.Client;
import com.quotahit.http.edge.EdgeUnderTest.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("route")
class AWorkspaceDecidesOnRecordingsTest {

  private static final String PATH = "/api/v1/workspace/recording";

  private AccountsUnderTest world;
  private Client ann;

  @BeforeEach
  void open() {
    world = new AccountsUnderTest();
    ann = owner("ann@example.com");
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void calls_are_recorded_for_a_year_until_it_says_otherwise() {
    assertThat(ann.get(PATH).text()).isEqualTo("{\"recording\":true,\"retentionDays\":365}");
    Reply set = ann.send("PUT", PATH, "{\"recording\":false,\"retentionDays\":30}");
    assertThat(set.status()).isEqualTo(200);
    assertThat(ann.get(PATH).text()).isEqualTo("{\"recording\":false,\"retentionDays\":30}");
  }

  @Test
  void for_itself_alone() {
    ann.send("PUT", PATH, "{\"recording\":false,\"retentionDays\":30}");
    Client bob = owner("bob@example.com");
    assertThat(bob.get(PATH).json().path("recording").asBoolean()).isTrue();
  }

  @Test
  void within_bounds() {
    for (String days : new String[] {"0", "-1", "4000"}) {
      Reply refused = ann.send("PUT", PATH, "{\"recording\":true,\"retentionDays\":" + days + "}");
      assertThat(refused.status()).as(days).isEqualTo(400);
      assertThat(refused.json().at("/errors/0/field").asText()).isEqualTo("retentionDays");
    }
  }

  private Client owner(String email) {
    Reply registered = world.edge.asNobody().post("/api/v1/auth/register", registration(email));
    return world.edge.as(token(registered));
  }
}
