package com.quotahit.actors.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.ApiKeyId;
import com.quotahit.core.workspace.NoticesInMemory;
import com.quotahit.core.workspace.Permission;
import com.quotahit.core.workspace.Principal;
import com.quotahit.core.workspace.RateBucket.Rate;
import com.quotahit.core.workspace.RatesPort.Standing;
import com.quotahit.core.workspace.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Three nodes, one after the other on a clock that the test moves. */
@Tag("fast")
class PartnersShareOneLimitOverAllNodesTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final WorkspaceId NORTH = new WorkspaceId("wsp_" + "0".repeat(25) + "1");

  private Instant now = Instant.parse("2026-01-05T09:00:00Z");
  private final NoticesInMemory notices = new NoticesInMemory();
  private final List<KeyRates> nodes = new ArrayList<>();

  private void nodes(int count, long perKey, long perWorkspace) {
    for (int i = 0; i < count; i++) {
      nodes.add(
          new KeyRates(
              new KeySettings(
                  new Rate(perKey, MINUTE), new Rate(perWorkspace, MINUTE), Duration.ofDays(365)),
              notices,
              () -> now));
    }
  }

  private static Principal key(int n) {
    ApiKeyId id = new ApiKeyId("key_" + "0".repeat(25) + n);
    return new Principal(
        id.owner(),
        NORTH,
        Role.API_CLIENT,
        false,
        Set.of(),
        Set.of(),
        id.value(),
        Instant.EPOCH,
        Optional.empty(),
        Optional.of(new Principal.KeyGrant(id, Set.of(Permission.PRACTICE_READ))));
  }

  private boolean admitted(KeyRates node, Principal who) {
    return node.take(who).orElseThrow().pause().isEmpty();
  }

  @Test
  void three_nodes_together_admit_within_five_percent_of_one() {
    nodes(3, 600, 100_000);
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    // The bucket is empty when the minute that counts begins.
    while (nodes.stream().anyMatch(node -> admitted(node, key(1)))) {
      nodes.forEach(KeyRates::tell);
    }
    long count = 0;
    for (int second = 0; second < 60; second++) {
      for (int tick = 0; tick < 20; tick++) {
        now = now.plusMillis(50);
        for (int i = 0; i < 10; i++) {
          count += admitted(nodes.get(random.nextInt(3)), key(1)) ? 1 : 0;
        }
      }
      nodes.forEach(KeyRates::tell);
    }
    System.out.println(count + " of 600 in a minute");
    assertThat(count).isBetween(570L, 630L);
  }

  @Test
  void a_full_bucket_hit_on_all_nodes_at_once_gives_each_what_it_did_not_hear_of() {
    nodes(3, 600, 100_000);
    long count = 0;
    for (int i = 0; i < 300; i++) {
      for (KeyRates node : nodes) {
        count += admitted(node, key(1)) ? 1 : 0;
      }
    }
    assertThat(count).isEqualTo(900);
    nodes.forEach(KeyRates::tell);
    now = now.plusSeconds(25);
    for (KeyRates node : nodes) {
      assertThat(admitted(node, key(1))).as("what was too much is made up for").isFalse();
    }
  }

  @Test
  void keys_of_one_workspace_share_its_limit() {
    nodes(1, 600, 700);
    long count = 0;
    for (int i = 0; i < 600; i++) {
      count += admitted(nodes.getFirst(), key(1)) ? 1 : 0;
      count += admitted(nodes.getFirst(), key(2)) ? 1 : 0;
    }
    assertThat(count).isEqualTo(700);
  }

  @Test
  void whoever_is_turned_away_hears_when_to_come_back() {
    nodes(1, 60, 100);
    for (int i = 0; i < 60; i++) {
      assertThat(admitted(nodes.getFirst(), key(1))).isTrue();
    }
    Standing standing = nodes.getFirst().take(key(1)).orElseThrow();
    assertThat(standing.pause()).contains(Duration.ofSeconds(1));
    now = now.plusSeconds(1);
    assertThat(admitted(nodes.getFirst(), key(1))).isTrue();
  }
}
