package com.quotahit.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.engine.BlockingLimit;
import com.quotahit.core.billing.BillingNewsPort;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.News;
import com.quotahit.core.workspace.NotifyPort;
import com.quotahit.core.workspace.PlanModule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whoever tells news goes on only when they are kept, so a failure must not look like success. */
@Tag("fast")
class NewsOfBillingAreToldOrFailTest {

  private static final WorkspaceId HERE = new WorkspaceId("wsp_" + "0".repeat(26));
  private static final BillingNewsPort.News ENDED =
      new BillingNewsPort.News.AccessEnded(Set.of(PlanModule.BRAIN));

  private final Blocking blocking =
      new Blocking(Map.of("database", new BlockingLimit(1, 1, Duration.ofSeconds(5))));
  private final List<String> told = new ArrayList<>();

  private BillingNews news(boolean works) {
    return new BillingNews(
        new NotifyPort() {
          @Override
          public void tell(WorkspaceId workspace, Audience audience, News news, String dedupeKey) {
            if (!works) {
              throw new IllegalStateException("the database is away");
            }
            told.add(dedupeKey);
          }

          @Override
          public void tellPlatformAdmins(News news, String dedupeKey) {
            throw new UnsupportedOperationException("not about the installation");
          }
        },
        blocking);
  }

  @Test
  void news_are_told_when_the_stage_is_done() {
    news(true).tell(HERE, ENDED, "once").toCompletableFuture().join();
    assertThat(told).containsExactly("once/0");
  }

  @Test
  void news_that_could_not_be_kept_fail_and_can_be_told_again() {
    assertThat(news(false).tell(HERE, ENDED, "once").toCompletableFuture())
        .failsWithin(Duration.ofSeconds(10));
    news(true).tell(HERE, ENDED, "once").toCompletableFuture().join();
    assertThat(told).containsExactly("once/0");
  }
}
