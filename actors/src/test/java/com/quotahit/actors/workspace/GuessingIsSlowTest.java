package com.quotahit.actors.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.shared.UserId;
import com.quotahit.core.workspace.AttemptsInMemory;
import com.quotahit.core.workspace.EmailAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class GuessingIsSlowTest {

  private Instant now = Instant.parse("2026-01-05T09:00:00Z");
  private final AttemptsInMemory attempts = new AttemptsInMemory();
  private final LoginThrottle throttle = new LoginThrottle(attempts, () -> now);
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
  void the_owner_gets_in_from_a_known_device_while_ten_thousand_guesses_come_from_next_door() {
    Device desk = new Device(address("192.0.2.10"), "Firefox", Optional.of("mark"), "");
    assertThat(throttle.begin(ann, desk)).isZero();
    throttle.succeeded(ann, desk);
    Random random = new Random(12);
    int evaluated = 0;
    int entered = 0;
    for (int i = 0; i < 10_000; i++) {
      now = now.plusMillis(60);
      InetAddress from = address("192.0.2." + random.nextInt(256));
      evaluated += throttle.begin(ann, from).isZero() ? 1 : 0;
      if (i % 1_000 == 999) {
        // The password first, then the same with the code of the second factor.
        assertThat(throttle.begin(ann, desk)).as("after %d guesses", i + 1).isZero();
        assertThat(throttle.begin(ann, desk)).isZero();
        throttle.succeeded(ann, desk);
        entered++;
      }
    }
    assertThat(entered).isEqualTo(10);
    assertThat(evaluated).as("seed 12").isLessThanOrEqualTo(60);
  }

  @Test
  void a_mark_that_was_made_up_opens_no_way_of_its_own() {
    int evaluated = 0;
    for (int i = 0; i < 1_000; i++) {
      Device stranger = new Device(address("10.0.0.7"), "", Optional.of("made up " + i), "");
      evaluated += throttle.begin(ann, stranger).isZero() ? 1 : 0;
    }
    assertThat(evaluated).isEqualTo(5);
  }

  @Test
  void codes_and_passwords_of_somebody_signed_in_are_guessed_at_as_slowly() {
    UserId user = new UserId("usr_" + "0".repeat(26));
    int evaluated = 0;
    for (int i = 0; i < 1_000; i++) {
      evaluated += throttle.beginConfirming(user).isZero() ? 1 : 0;
    }
    assertThat(evaluated).isEqualTo(5);
    throttle.confirmed(user);
    now = now.plus(Duration.ofMinutes(16));
    assertThat(throttle.beginConfirming(user)).isZero();
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

  @Test
  void guessing_at_three_nodes_is_as_slow_as_at_one() {
    LoginThrottle[] nodes = {
      throttle, new LoginThrottle(attempts, () -> now), new LoginThrottle(attempts, () -> now)
    };
    int evaluated = 0;
    for (int i = 0; i < 10_000; i++) {
      now = now.plusMillis(60);
      if (nodes[i % 3].begin(ann, address("10.0.0.7")).isZero()) {
        evaluated++;
      }
    }
    assertThat(evaluated).isBetween(5, 60);
  }

  @Test
  void the_owner_who_signed_in_at_one_node_gets_in_at_another_while_strangers_guess() {
    LoginThrottle other = new LoginThrottle(attempts, () -> now);
    InetAddress home = address("192.0.2.10");
    throttle.begin(ann, home);
    throttle.succeeded(ann, home);
    for (int i = 0; i < 1_000; i++) {
      other.begin(ann, address("10.0.0.7"));
    }
    assertThat(other.begin(ann, home)).isZero();
  }

  @Test
  void a_flood_that_was_told_to_wait_asks_the_database_nothing() {
    for (int i = 0; i < 100; i++) {
      throttle.begin(ann, address("10.0.0.7"));
    }
    int asked = attempts.asked();
    for (int i = 0; i < 10_000; i++) {
      assertThat(throttle.begin(ann, address("10.0.0.7"))).isPositive();
    }
    assertThat(attempts.asked()).isEqualTo(asked);
  }

  @Test
  void a_busy_office_that_signs_in_rightly_all_day_is_never_slowed_down() {
    for (int i = 0; i < 3_000; i++) {
      now = now.plusSeconds(10);
      EmailAddress person = new EmailAddress("user" + i % 400 + "@example.com");
      InetAddress office = address("192.0.2." + i % 250);
      assertThat(throttle.begin(person, office)).as("sign-in " + i).isZero();
      throttle.succeeded(person, office);
    }
  }

  @Test
  void opening_accounts_by_the_hundred_is_slowed_down_too() {
    int opened = 0;
    for (int i = 0; i < 1_000; i++) {
      opened += throttle.beginRegistration(address("10.0.0." + i % 250)).isZero() ? 1 : 0;
    }
    assertThat(opened).isEqualTo(120);
    assertThat(throttle.beginRegistration(address("192.0.2.1"))).isZero();
  }

  @Test
  void what_was_counted_is_forgotten_in_time() {
    throttle.begin(ann, address("10.0.0.7"));
    assertThat(throttle.forget()).isZero();
    now = now.plus(Duration.ofHours(3));
    assertThat(throttle.forget()).isPositive();
  }
}
