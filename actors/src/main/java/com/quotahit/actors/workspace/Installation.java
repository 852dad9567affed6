package com.quotahit.actors.workspace;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.engine.Newest;
import com.quotahit.core.workspace.AuditEntry;
import com.quotahit.core.workspace.FeatureSwitch;
import com.quotahit.core.workspace.InstallationPort;
import com.quotahit.core.workspace.InstallationSetting;
import com.quotahit.core.workspace.NoticePort;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The installation's switches and settings, in memory on every node, so that reading one costs
 * nothing. A change made anywhere arrives by notice; should that get lost, {@link #look} finds it.
 */
public final class Installation {

  private static final String CHANGED = "installation-changed";
  private static final String LIMIT = "database";

  private final InstallationPort port;
  private final Blocking blocking;
  private final NoticePort notices;
  private final List<Runnable> whenChanged = new CopyOnWriteArrayList<>();
  private final Newest<Map<String, String>> values = new Newest<>(Map.of());

  public Installation(InstallationPort port, Blocking blocking, NoticePort notices) {
    this.port = port;
    this.blocking = blocking;
    this.notices = notices;
    notices.listen(CHANGED, _ -> look());
  }

  public boolean on(FeatureSwitch which) {
    String set = values.get().get(which.code());
    return set == null ? which.usual() : Boolean.parseBoolean(set);
  }

  public String text(InstallationSetting which) {
    return values.get().getOrDefault(which.code(), which.usual());
  }

  public long number(InstallationSetting which) {
    return Long.parseLong(text(which));
  }

  /** For those who keep something that follows from it; the listener must not block. */
  public void whenChanged(Runnable listener) {
    whenChanged.add(listener);
  }

  /** Reads everything anew; call it at the start and now and then. Gives how much was set. */
  public CompletionStage<Integer> look() {
    return blocking.run(
        LIMIT,
        () -> {
          if (values.read(() -> Map.copyOf(port.all()))) {
            whenChanged.forEach(Runnable::run);
          }
          return 0;
        });
  }

  /** Here at once, elsewhere within a second. */
  public CompletionStage<Integer> set(Map<String, String> wanted, AuditEntry entry) {
    return blocking
        .run(
            LIMIT,
            () -> {
              port.set(wanted, entry);
              return wanted.size();
            })
        .thenCompose(_ -> look())
        .thenApply(_ -> {
          notices.publish(CHANGED, String.join(" ", wanted.keySet()));
          return wanted.size();
        });
  }
}
