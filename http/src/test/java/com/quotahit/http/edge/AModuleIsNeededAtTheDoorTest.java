package com.quotahit.http.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.workspace.Entitled;
import com.quotahit.core.workspace.Permission;
import com.quotahit.core.workspace.PlanModule;
import com.quotahit.core.workspace.Role;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("route")
class AModuleIsNeededAtTheDoorTest {

  private static final Entitled RUN_OUT = new Entitled(Set.of(), Set.of(PlanModule.PRACTICE));
  private static final String PATH = "/api/v1/things";

  private static final EdgeUnderTest EDGE =
      new EdgeUnderTest(
          List.of(
              Endpoint.get("/things", "Look")
                  .needs(Permission.PRACTICE_READ)
                  .answersNothing()
                  .module(PlanModule.PRACTICE)
                  .by((_, _) -> CompletableFuture.completedFuture(Answer.done())),
              Endpoint.post("/things", "Make")
                  .needs(Permission.PRACTICE_RUN)
                  .answersNothing()
                  .module(PlanModule.PRACTICE)
                  .by((_, _) -> CompletableFuture.completedFuture(Answer.done()))));

  @AfterAll
  static void close() {
    EDGE.close();
  }

  private static EdgeUnderTest.Client with(Role role, Entitled entitled) {
    return EDGE.as(EDGE.signedIn(EdgeUnderTest.NORTH, role, false, entitled));
  }

  @Test
  void the_answer_names_what_is_missing() {
    EdgeUnderTest.Reply reply = with(Role.OWNER, Entitled.NOTHING).post(PATH, "");
    assertThat(reply.status()).isEqualTo(402);
    assertThat(reply.code()).isEqualTo("module_required");
    assertThat(reply.json().at("/errors/0/field").asText()).isEqualTo("module");
    assertThat(reply.json().at("/errors/0/message").asText()).isEqualTo("practice");
    assertThat(with(Role.OWNER, Entitled.NOTHING).get(PATH).status()).isEqualTo(402);
  }

  @Test
  void what_was_made_can_be_seen_after_the_plan_has_run_out() {
    assertThat(with(Role.OWNER, RUN_OUT).get(PATH).status()).isEqualTo(204);
    EdgeUnderTest.Reply made = with(Role.OWNER, RUN_OUT).post(PATH, "");
    assertThat(made.status()).isEqualTo(402);
    assertThat(made.json().path("detail").asText()).contains("seen and exported");
  }

  @Test
  void who_may_not_hears_that_before_hearing_of_the_plan() {
    assertThat(EDGE.asNobody().post(PATH, "").status()).isEqualTo(401);
    assertThat(with(Role.VIEWER, Entitled.NOTHING).post(PATH, "").status()).isEqualTo(403);
    assertThat(with(Role.REP, Entitled.NOTHING).post(PATH, "").status()).isEqualTo(402);
    assertThat(with(Role.REP, Entitled.EVERYTHING).post(PATH, "").status()).isEqualTo(204);
  }
}
