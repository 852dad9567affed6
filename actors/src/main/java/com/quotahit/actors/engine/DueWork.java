package com.quotahit.actors.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks now and then for work that has come due, takes as much as it has places for and sees it
 * done. Every node runs one of each sort; a claim in the database sees to it that one of them is
 * alone with a piece of work, and what a lost node had begun comes due again when its claim ends.
 */
public final class DueWork<W> {

  /** What the actor hears. */
  public sealed interface Message {

    /** There is something new: look now instead of at the next turn. */
    record Look() implements Message {}

    /** Take nothing more, see what is under way to its end, say so and stop. */
    record Leave(ActorRef<Done> replyTo) implements Message {}
  }

  private record Claimed<W>(List<W> work) implements Message {}

  private record NotClaimed(Throwable why) implements Message {}

  private record Ended() implements Message {}

  /**
   * What is done.
   *
   * @param what for the log, such as {@code practice session}
   * @param most pieces under way at once
   * @param within after this long a piece of work is counted as lost, whatever becomes of it
   * @param claim takes at most so many pieces
   */
  public record Sort<W>(
      String what,
      Duration every,
      int most,
      Duration within,
      IntFunction<CompletionStage<List<W>>> claim,
      Function<W, CompletionStage<?>> work) {}

  private static final Logger LOG = LoggerFactory.getLogger(DueWork.class);

  private final ActorContext<Message> context;
  private final TimerScheduler<Message> timers;
  private final Sort<W> sort;
  private boolean looking;
  private boolean lookAgain;
  private int underWay;
  private Optional<ActorRef<Done>> leaving = Optional.empty();

  private DueWork(ActorContext<Message> context, TimerScheduler<Message> timers, Sort<W> sort) {
    this.context = context;
    this.timers = timers;
    this.sort = sort;
  }

  public static <W> Behavior<Message> of(Sort<W> sort) {
    return Behaviors.supervise(
            Behaviors.<Message>setup(context ->
                Behaviors.withTimers(timers -> {
                  timers.startTimerWithFixedDelay(new Message.Look(), sort.every());
                  return new DueWork<>(context, timers, sort).waiting();
                })))
        .onFailure(
            SupervisorStrategy.restartWithBackoff(
                Duration.ofMillis(200), Duration.ofSeconds(10), 0.2));
  }

  private Behavior<Message> waiting() {
    return Behaviors.receiveMessage(this::heard);
  }

  // The actor's own claims carry its own sort of work.
  @SuppressWarnings("unchecked")
  private Behavior<Message> heard(Message message) {
    switch (message) {
      case Message.Look _ -> look();
      case Message.Leave(ActorRef<Done> replyTo) -> {
        timers.cancelAll();
        leaving = Optional.of(replyTo);
      }
      case Claimed<?>(List<?> work) -> {
        looking = false;
        // What was claimed on the way out is done as well: nobody else may touch it for a while.
        work.forEach(one -> take((W) one));
        lookOnceMore();
      }
      case NotClaimed(Throwable why) -> {
        looking = false;
        warn("due work was not read", why);
      }
      case Ended _ -> {
        underWay--;
        lookOnceMore();
      }
    }
    return leaving.isPresent() && !looking && underWay == 0
        ? gone(leaving.get())
        : Behaviors.same();
  }

  private static Behavior<Message> gone(ActorRef<Done> toldWhenDone) {
    toldWhenDone.tell(Done.getInstance());
    return Behaviors.stopped();
  }

  private void look() {
    if (leaving.isPresent()) {
      return;
    }
    int room = sort.most() - underWay;

    if (looking || room <= 0) {
      lookAgain = true;
      return;
    }
    looking = true;
    lookAgain = false;
    context.pipeToSelf(
        sort.claim().apply(room),
        (work, failure) -> failure == null ? new Claimed<>(work) : new NotClaimed(failure));
  }

  /** Somebody asked for a look while there was no place for what it might find. */
  private void lookOnceMore() {
    if (lookAgain) {
      look();
    }
  }

  private void take(W one) {
    underWay++;
    context.pipeToSelf(
        sort.work()
            .apply(one)
            .toCompletableFuture()
            .copy()
            .orTimeout(sort.within().toMillis(), TimeUnit.MILLISECONDS),
        (_, failure) -> {
          if (failure != null) {
            warn("due work was not done, it comes due again when its claim ends", failure);
          }
          return new Ended();
        });
  }

  private void warn(String message, Throwable why) {
    LOG.atWarn()
        .addKeyValue("what", sort.what())
        .addKeyValue("failure", why.getClass().getSimpleName())
        .log(message);
  }
}
