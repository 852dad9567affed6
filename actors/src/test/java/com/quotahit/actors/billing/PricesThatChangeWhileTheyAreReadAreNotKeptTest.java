package com.quotahit.actors.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.engine.BlockingLimit;
import com.quotahit.core.billing.PlanBook;
import com.quotahit.core.billing.PlanKey;
import com.quotahit.core.billing.PlansPort;
import com.quotahit.core.shared.Money;
import com.quotahit.core.workspace.FreeLimit;
import com.quotahit.core.workspace.NoticesInMemory;
import com.quotahit.core.workspace.PlanModule;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class PricesThatChangeWhileTheyAreReadAreNotKeptTest {

  private final NoticesInMemory notices = new NoticesInMemory();
  private final AtomicInteger reads = new AtomicInteger();
  private final LivePlans plans =
      new LivePlans(
          new ChangedMeanwhile(),
          new Blocking(Map.of("database", new BlockingLimit(1, 4, Duration.ofSeconds(5)))),
          notices,
          InstantSource.system());

  private long version() {
    return plans.book().toCompletableFuture().join().bundle().version();
  }

  @Test
  void what_was_read_while_another_node_changed_it_is_read_again() {
    assertThat(version()).as("read before the change").isEqualTo(1);
    assertThat(version()).isEqualTo(2);
    assertThat(version()).as("kept now").isEqualTo(2);
    assertThat(reads).hasValue(2);
  }

  private final class ChangedMeanwhile implements PlansPort {
    @Override
    public PlanBook read() {
      int version = reads.incrementAndGet();
      if (version == 1) {
        notices.publish("plans-changed", "");
      }
      return new PlanBook(List.of(), new PlanBook.Bundle(0, version), Map.of(), Map.of());
    }

    @Override
    public boolean change(PlanBook.Offer offer) {
      return false;
    }

    @Override
    public boolean change(PlanBook.Bundle bundle) {
      return false;
    }

    @Override
    public void limit(FreeLimit limit, int perMonth) {
      throw new UnsupportedOperationException("nothing is changed here");
    }

    @Override
    public void attach(PlanModule part, Optional<PlanModule> to) {
      throw new UnsupportedOperationException("nothing is changed here");
    }

    @Override
    public Map<String, PlanKey> prices(String account) {
      return Map.of();
    }

    @Override
    public Optional<String> price(String account, PlanKey key, Money monthly) {
      return Optional.empty();
    }

    @Override
    public void keepPrice(String account, String price, PlanKey key, Money monthly) {
      throw new UnsupportedOperationException("nothing is kept here");
    }
  }
}
