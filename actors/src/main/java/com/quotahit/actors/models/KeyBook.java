package com.quotahit.actors.models;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.core.models.Budget;
import com.quotahit.core.models.KeyLevels;
import com.quotahit.core.models.ProviderKey;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.NoticePort;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * What a call needs to know of its workspace, in memory, so that it costs no query: sealed keys,
 * levels, chains and budgets. A change made anywhere is heard here by notice; should the notice get
 * lost, memory is believed for a short time only.
 */
public final class KeyBook {

  static final String CHANGED = "model-terms";
  private static final String LIMIT = "database";

  /**
   * @param chains model ids by feature
   */
  public record Terms(
      List<ProviderKey> keys,
      KeyLevels levels,
      Map<String, List<String>> chains,
      List<Budget> budgets) {
    public Terms {
      keys = List.copyOf(keys);
      chains = Map.copyOf(chains);
      budgets = List.copyOf(budgets);
    }
  }

  private record Known(Terms terms, Instant askedAt) {}

  private final Function<WorkspaceId, Terms> read;
  private final Blocking blocking;
  private final NoticePort notices;
  private final InstantSource clock;
  private final Duration trusted;
  private final Map<WorkspaceId, Known> known;
  private long changes;

  /**
   * @param read from the database; blocks
   */
  public KeyBook(
      Function<WorkspaceId, Terms> read,
      Blocking blocking,
      NoticePort notices,
      InstantSource clock,
      ModelSettings settings) {
    this.read = read;
    this.blocking = blocking;
    this.notices = notices;
    this.clock = clock;
    this.trusted = settings.trusted();
    this.known =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<WorkspaceId, Known> eldest) {
            return size() > settings.workspacesCached();
          }
        };
    notices.listen(CHANGED, text -> forget(new WorkspaceId(text)));
  }

  public CompletionStage<Terms> of(WorkspaceId workspace) {
    Instant now = clock.instant();
    long before;
    synchronized (known) {
      Optional<Known> found =
          Optional.ofNullable(known.get(workspace))
              .filter(each -> now.isBefore(each.askedAt.plus(trusted)));
      if (found.isPresent()) {
        return CompletableFuture.completedFuture(found.get().terms);
      }
      before = changes;
    }
    return blocking
        .run(LIMIT, () -> read.apply(workspace))
        .thenApply(terms -> remember(workspace, terms, now, before));
  }

  /** Something of this workspace was changed; every node forgets what it knew. */
  public void changed(WorkspaceId workspace) {
    forget(workspace);
    notices.publish(CHANGED, workspace.value());
  }

  /** What was read while something changed may be what was before, and is used once only. */
  private Terms remember(WorkspaceId workspace, Terms terms, Instant askedAt, long before) {
    synchronized (known) {
      if (changes == before) {
        known.put(workspace, new Known(terms, askedAt));
      }
    }
    return terms;
  }

  private void forget(WorkspaceId workspace) {
    synchronized (known) {
      changes++;
      known.remove(workspace);
    }
  }
}
