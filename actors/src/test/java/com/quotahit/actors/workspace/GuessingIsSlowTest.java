package com.quotahit.actors.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.workspace.EmailAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class GuessingIsSlowTest {

  private Instant now = Instant.parse("2026-01-05T09:00:00Z");
  private final LoginThrottle throttle = new LoginThrottle(() -> now);
  private final EmailAddress ann = new EmailAddress("ann@example.com");

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Test
  void ten_thousand_guesses_in_ten_minutes_reach_the_hash_sixty_times_at_most() {
    Random random = new Random(11);
    int evaluated = 0;
    for (int i = 0; i < 10_000; i++) {
      now = now.plusMillis(60);
      InetAddress from = address("10." + random.nextInt(256) + "." + random.nextInt(256) + ".7");
      if (throttle.begin(ann, from).isZero()) {
        evaluated++;
      }
    }
    assertThat(evaluated).isBetween(5, 60);
  }

  @Test
  void guesses_made_at_once_count_as_well() {
    int evaluated = 0;
    for (int i = 0; i < 10_000; i++) {
      if (throttle.begin(ann, address("10.0.0.7")).isZero()) {
        evaluated++;
      }
    }
    assertThat(evaluated).isEqualTo(5);
  }

  @Test
  void the_owner_gets_in_from_a_known_network_while_others_guess() {
    InetAddress home = address("192.0.2.10");
    assertThat(throttle.begin(ann, home)).isZero();
    throttle.succeeded(ann, home);
    for (int i = 0; i < 1_000; i++) {
      throttle.begin(ann, address("10.0.0.7"));
    }
    assertThat(throttle.begin(ann, address("10.0.0.8"))).isPositive();
    assertThat(throttle.begin(ann, home)).isZero();
  }

  @Test
  void one_network_that_tries_many_accounts_is_slowed_down() {
    int evaluated = 0;
    for (int i = 0; i < 5_000; i++) {
      if (throttle
          .begin(new EmailAddress("user" + i + "@example.com"), address("10.0.0." + i % 250))
          .isZero()) {
        evaluated++;
      }
    }
    assertThat(evaluated).isEqualTo(50);
  }

  @Test
  void nobody_is_locked_out_for_ever() {
    for (int i = 0; i < 40; i++) {
      now = now.plus(throttle.begin(ann, address("10.0.0.7")));
    }
    Duration wait = throttle.begin(ann, address("10.0.0.7"));
    assertThat(wait).isLessThanOrEqualTo(Duration.ofMinutes(15));
    now = now.plus(Duration.ofHours(1));
    for (int i = 0; i < 5; i++) {
      assertThat(throttle.begin(ann, address("10.0.0.7"))).isZero();
    }
  }
}
