package com.quotahit.cluster.stranger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.quotahit.cluster.stranger.ApiClient.Answer;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One process, killed while roles and teams are changed together and invitations are taken up. Each
 * change gives a member a role and the team that goes with it, so that half of one would show.
 */
@Tag("weather")
@Tag("long")
class ARoleIsChangedWhollyOrNotAtAll {

  private static final String API = "/api/v1";
  private static final int BEFORE_THE_KILL = 25;
  private static final int NEWCOMERS = 8;
  private static final List<String> ROLES = List.of("rep", "manager");

  @TempDir static Path data;

  private final AtomicInteger answered = new AtomicInteger(-1);
  private final Set<String> joined = new ConcurrentSkipListSet<>();

  @Test
  void after_kill_nine_nothing_is_half_done() throws InterruptedException {
    RunningNode.Ports ports = RunningNode.Ports.free();
    Map<String, String> text = Map.of("QUOTAHIT_VOICE", "off");
    ApiClient root;
    ApiClient member;
    String memberId;
    List<String> teams;
    List<ProcessHandle> children;
    try (RunningNode node =
        RunningNode.start(data, ports, text).awaitReady(Duration.ofSeconds(90))) {
      root = new ApiClient(node.base());
      assertThat(root.register("root@example.com").status()).isEqualTo(201);
      Colleagues colleagues = new Colleagues(node.base(), root, root).proven("root@example.com");
      member = colleagues.joins("member@example.com", "rep");
      memberId = member.get(API + "/me").body().at("/user/id").asText();
      teams = List.of(team(root, "Reps"), team(root, "Managers"));
      List<String> links = new ArrayList<>();
      for (int i = 0; i < NEWCOMERS; i++) {
        links.add(colleagues.invited("new" + i + "@example.com", "viewer"));
      }
      children = node.handle().descendants().toList();
      CountDownLatch enough = new CountDownLatch(BEFORE_THE_KILL);
      ApiClient owner = root;
      Thread.ofVirtual().start(() -> changeUntilItDies(owner, memberId, teams, enough));
      Thread.ofVirtual().start(() -> joinUntilItDies(colleagues, node.base(), links));
      assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();
      node.kill9();
    }
    for (ProcessHandle child : children) {
      child.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }

    try (RunningNode again =
        RunningNode.start(data, ports, text).awaitReady(Duration.ofSeconds(90))) {
      JsonNode found = root.get(API + "/workspace/members?query=member").body().at("/items/0");
      int which = ROLES.indexOf(found.path("role").asText());
      assertThat(found.path("teamId").asText()).as("role and team").isEqualTo(teams.get(which));
      assertThat(member.get(API + "/me").body().path("role").asText())
          .as("what the session may do")
          .isEqualTo(ROLES.get(which));
      int last = answered.get();
      assertThat(which)
          .as("the last change that was answered, or the one that was under way")
          .isIn(last % 2, (last + 1) % 2);
      everyInvitationIsSettled(root);
      assertThat(root.get(API + "/audit/verify").body().path("ok").asBoolean()).isTrue();
      System.out.println(
          last + 1 + " changes and " + joined.size() + " newcomers answered before the kill");
      again.terminate();
      again.awaitEnd(Duration.ofSeconds(40));
    }
  }

  /** Whoever was answered is a member; whose invitation was claimed becomes one. */
  private void everyInvitationIsSettled(ApiClient root) {
    JsonNode invitations = root.get(API + "/workspace/invitations?limit=100").body().path("items");
    List<String> accepted = new ArrayList<>();
    for (JsonNode invitation : invitations) {
      if (invitation.path("state").asText().equals("accepted")) {
        accepted.add(invitation.path("email").asText());
      }
    }
    assertThat(accepted).containsAll(joined);
    root.poll(
        API + "/workspace/members?limit=100",
        members -> {
          Set<String> there = new ConcurrentSkipListSet<>();
          members.path("items").forEach(item -> there.add(item.path("email").asText()));
          return there.containsAll(accepted) && there.size() == accepted.size() + 1;
        },
        Duration.ofSeconds(90));
  }

  private static String team(ApiClient root, String name) {
    return root.post(API + "/workspace/teams", "{\"name\":\"" + name + "\"}")
        .body()
        .path("id")
        .asText();
  }

  private void changeUntilItDies(
      ApiClient owner, String member, List<String> teams, CountDownLatch enough) {
    try {
      for (int i = 0; i < 10_000; i++) {
        Answer answer =
            owner.call(
                "PATCH",
                API + "/workspace/members/" + member,
                "{\"role\":\"%s\",\"teamId\":\"%s\"}"
                    .formatted(ROLES.get(i % 2), teams.get(i % 2)));
        if (answer.status() != 200) {
          throw new AssertionError(answer.toString());
        }
        answered.set(i);
        enough.countDown();
      }
    } catch (UncheckedIOException theNodeIsGone) {
      // What was not answered may or may not have happened, wholly.
    }
  }

  private void joinUntilItDies(Colleagues colleagues, String base, List<String> links) {
    try {
      for (int i = 0; i < links.size(); i++) {
        if (colleagues.accept(new ApiClient(base), links.get(i)).status() == 201) {
          joined.add("new" + i + "@example.com");
        }
      }
    } catch (UncheckedIOException theNodeIsGone) {
      // Whoever got no answer asks again when the node is back.
    }
  }
}
