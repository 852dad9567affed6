package com.quotahit.actors.providers.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quotahit.core.models.ModelFailure;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class AFailingProviderIsLeftAlone {

  private final AtomicLong nanos = new AtomicLong();
  private final ProviderHealth health = new ProviderHealth(nanos::get);

  @Test
  void five_failures_in_half_a_minute_open_the_breaker_for_five_seconds() {
    fail(4);
    assertThatCode(health::beforeRequest).doesNotThrowAnyException();
    fail(1);
    assertThatThrownBy(health::beforeRequest)
        .isInstanceOfSatisfying(
            ModelFailure.class,
            failure -> assertThat(failure.retryAfter()).contains(Duration.ofSeconds(5)));
    pass(Duration.ofSeconds(5));
    assertThatCode(health::beforeRequest).as("one finds out").doesNotThrowAnyException();
    assertThatThrownBy(health::beforeRequest).as("the others wait").isNotNull();
    health.succeeded();
    assertThatCode(health::beforeRequest).doesNotThrowAnyException();
  }

  @Test
  void a_failed_try_leaves_it_open() {
    fail(5);
    pass(Duration.ofSeconds(5));
    health.beforeRequest();
    fail(1);
    assertThatThrownBy(health::beforeRequest).isInstanceOf(ModelFailure.class);
  }

  @Test
  void failures_far_apart_do_not_count_together() {
    for (int i = 0; i < 20; i++) {
      fail(1);
      pass(Duration.ofSeconds(10));
    }
    assertThatCode(health::beforeRequest).doesNotThrowAnyException();
  }

  @Test
  void retries_add_a_tenth_to_the_load_once_those_in_hand_are_spent() {
    int retried = 0;
    for (int i = 0; i < 1000; i++) {
      health.beforeRequest();
      retried += health.mayRetry() ? 1 : 0;
    }
    assertThat(retried).isBetween(105, 112);
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      health.failed();
    }
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
