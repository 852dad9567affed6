package com.quotahit.http.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quotahit.actors.providers.tavily.TavilySearch;
import com.quotahit.actors.sandbox.openai.SandboxFault;
import com.quotahit.actors.sandbox.tavily.TavilyStandIn;
import com.quotahit.core.models.ModelFailure;
import com.quotahit.core.models.Provider;
import com.quotahit.core.models.ProviderAccess;
import com.quotahit.core.models.SearchPort;
import com.quotahit.core.shared.Secret;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The production client against the provider's stand-in. */
@Tag("route")
class TheWebIsSearchedWithAKeyTest {

  private static ModelsUnderTest world;

  @BeforeAll
  static void open() {
    world = new ModelsUnderTest();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static SearchPort.Found search(String key) {
    return new TavilySearch(world.transport)
        .search(
            new ProviderAccess(
                Provider.TAVILY,
                world.others.at(TavilyStandIn.PREFIX),
                new Secret(key),
                ProviderAccess.Trust.OPERATORS),
            "What do buyers of fleet software compare?",
            3);
  }

  private static ModelFailure failure(String key) {
    java.util.concurrent.atomic.AtomicReference<ModelFailure> met =
        new java.util.concurrent.atomic.AtomicReference<>();
    assertThatThrownBy(() -> search(key))
        .isInstanceOfSatisfying(ModelFailure.class, met::set)
        .hasMessageNotContaining(key);
    return met.get();
  }

  @Test
  void pages_come_with_what_they_cost() {
    SearchPort.Found found = search("tvly-sandbox-good-0001");
    assertThat(found.pages()).hasSize(3);
    assertThat(found.pages().getFirst().url()).startsWith("https://sandbox.example.test/");
    assertThat(found.credits()).isEqualTo(1);
  }

  @Test
  void a_wrong_key_is_told_from_a_used_up_one_and_from_a_provider_in_trouble() {
    assertThat(failure("tvly-sandbox-wrong-0001").kind()).isEqualTo(ModelFailure.Kind.KEY_REJECTED);
    world.others.faults(TavilyStandIn.PREFIX).next(new SandboxFault.QuotaExhausted());
    assertThat(failure("tvly-sandbox-good-0002").kind()).isEqualTo(ModelFailure.Kind.QUOTA);
    world.others.faults(TavilyStandIn.PREFIX).next(new SandboxFault.ServerError(503));
    assertThat(failure("tvly-sandbox-good-0002").kind()).isEqualTo(ModelFailure.Kind.TRANSIENT);
    world.others.faults(TavilyStandIn.PREFIX).next(new SandboxFault.Garbage());
    assertThat(failure("tvly-sandbox-good-0002").kind()).isEqualTo(ModelFailure.Kind.TRANSIENT);
  }

  @Test
  void who_asks_too_often_hears_how_long_to_wait() {
    world
        .others
        .faults(TavilyStandIn.PREFIX)
        .next(new SandboxFault.RateLimited(Optional.of(Duration.ofSeconds(7))));
    ModelFailure limited = failure("tvly-sandbox-good-0003");
    assertThat(limited.kind()).isEqualTo(ModelFailure.Kind.TRANSIENT);
    assertThat(limited.retryAfter()).contains(Duration.ofSeconds(7));
  }

  @Test
  void a_provider_that_says_nothing_is_not_waited_for_long() {
    world.others.faults(TavilyStandIn.PREFIX).next(new SandboxFault.Stall());
    long begun = System.nanoTime();
    assertThat(failure("tvly-sandbox-good-0004").kind()).isEqualTo(ModelFailure.Kind.TRANSIENT);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
  }
}
