package com.quotahit.actors.notifications;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.core.notifications.DigestPort;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the summaries that have come due. Every node runs one; they may look at the same moment,
 * because a summary is written by whoever holds its lines.
 */
public final class DigestProcess extends AbstractBehavior<DigestProcess.Message> {

  /** What the process hears. */
  public sealed interface Message {}

  private record Look() implements Message {}

  private record Looked(int due) implements Message {}

  private record LookFailed(Throwable why) implements Message {}

  private static final Logger LOG = LoggerFactory.getLogger(DigestProcess.class);

  /** How many are written at one look; when there are more it looks again at once. */
  private static final int AT_ONCE = 100;

  private final DigestPort digests;
  private final Blocking blocking;
  private final InstantSource clock;
  private final TimerScheduler<Message> timers;
  private final Duration every;

  private DigestProcess(
      ActorContext<Message> context,
      DigestPort digests,
      Blocking blocking,
      InstantSource clock,
      TimerScheduler<Message> timers,
      Duration every) {
    super(context);
    this.digests = digests;
    this.blocking = blocking;
    this.clock = clock;
    this.timers = timers;
    this.every = every;
    timers.startSingleTimer(new Look(), every);
  }

  public static Behavior<Message> behavior(
      DigestPort digests, Blocking blocking, InstantSource clock, Duration every) {
    return Behaviors.setup(context ->
        Behaviors.withTimers(
            timers -> new DigestProcess(context, digests, blocking, clock, timers, every)));
  }

  @Override
  public Receive<Message> createReceive() {
    return newReceiveBuilder()
        .onMessage(Look.class, _ -> look())
        .onMessage(
            Looked.class,
            looked -> {
              timers.startSingleTimer(
                  new Look(), looked.due() == AT_ONCE ? Duration.ofMillis(100) : every);
              return this;
            })
        .onMessage(
            LookFailed.class,
            failed -> {
              getContext().getLog().warn("cannot write summaries, is tried again", failed.why());
              timers.startSingleTimer(new Look(), every);
              return this;
            })
        .build();
  }

  private Behavior<Message> look() {
    getContext()
        .pipeToSelf(
            blocking.run("database", this::write),
            (due, failure) -> failure == null ? new Looked(due) : new LookFailed(failure));
    return this;
  }

  /** Gives how many were due; none when nothing came of them, so that it does not look at once. */
  private int write() {
    Instant now = clock.instant();
    List<DigestPort.Due> due = digests.due(now, AT_ONCE);
    long seenTo = due.stream().filter(one -> seenTo(one, now)).count();
    return seenTo == 0 ? 0 : due.size();
  }

  /** A summary that cannot be written keeps nobody else's back. */
  private boolean seenTo(DigestPort.Due one, Instant now) {
    try {
      digests.write(one, now);
      return true;
    } catch (RuntimeException failure) {
      LOG.atWarn()
          .addKeyValue("workspace", one.workspace().value())
          .addKeyValue("user", one.user().value())
          .addKeyValue("failure", failure.getClass().getSimpleName())
          .log("a summary could not be written, is tried again");
      return false;
    }
  }
}
