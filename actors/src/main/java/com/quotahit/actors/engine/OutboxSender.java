package com.quotahit.actors.engine;

import com.quotahit.core.outbox.LookupOutcome;
import com.quotahit.core.outbox.OutboxItem;
import com.quotahit.core.outbox.OutboxPort;
import com.quotahit.core.outbox.SendOutcome;
import com.quotahit.core.outbox.SenderPort;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.slf4j.MDC;

/**
 * Carries out the outbox's effects of one kind. Every node runs one for each kind; they share the
 * work by claiming rows. An effect is tried by one sender once: after a claim that ran out, an
 * exception or a lost node it is unknown, and then only looked up.
 */
public final class OutboxSender extends AbstractBehavior<OutboxSender.Message> {

  /** What a sender hears. */
  public sealed interface Message {

    /** There may be something new: look now instead of at the next turn. */
    record Look() implements Message {}

    /** Take nothing more, see what is under way to its end, say so and stop. */
    record Leave(ActorRef<Done> replyTo) implements Message {}
  }

  private record Claimed(List<OutboxItem> toSend, List<OutboxItem> toLookUp) implements Hidden {}

  private record Ended() implements Hidden {}

  private record LookFailed(Throwable why) implements Hidden {}

  private sealed interface Hidden extends Message permits Claimed, Ended, LookFailed {}

  private static final Duration GIVEN_BACK_FOR = Duration.ofSeconds(1);

  private final OutboxPort outbox;
  private final SenderPort sender;
  private final Blocking blocking;
  private final OutboxSettings settings;
  private final String owner;
  private int underWay;
  private boolean looking;
  private Optional<ActorRef<Done>> leaving = Optional.empty();

  private OutboxSender(
      ActorContext<Message> context,
      OutboxPort outbox,
      SenderPort sender,
      Blocking blocking,
      OutboxSettings settings) {
    super(context);
    this.outbox = outbox;
    this.sender = sender;
    this.blocking = blocking;
    this.settings = settings;
    this.owner = context.getSystem().address() + "#" + context.getSelf().path().uid();
  }

  public static Behavior<Message> behavior(
      OutboxPort outbox, SenderPort sender, Blocking blocking, OutboxSettings settings) {
    return Behaviors.withTimers(timers -> {
      timers.startTimerWithFixedDelay(new Message.Look(), settings.every());
      return Behaviors.setup(
          context -> new OutboxSender(context, outbox, sender, blocking, settings));
    });
  }

  @Override
  public Receive<Message> createReceive() {
    return newReceiveBuilder()
        .onMessage(Message.Look.class, _ -> look())
        .onMessage(
            Message.Leave.class,
            leave -> {
              leaving = Optional.of(leave.replyTo());
              return look();
            })
        .onMessage(Claimed.class, this::carryOut)
        .onMessage(
            Ended.class,
            _ -> {
              underWay--;
              return look();
            })
        .onMessage(
            LookFailed.class,
            failed -> {
              looking = false;
              getContext().getLog().warn("cannot read the outbox", failed.why());
              return leaving.isPresent() ? look() : this;
            })
        .build();
  }

  /** Takes no more than it has places for; what it leaves, another node may take. */
  private Behavior<Message> look() {
    if (leaving.isPresent()) {
      return leave(leaving.get());
    }
    int free = settings.underWay() - underWay;
    if (looking || free <= 0) {
      return this;
    }
    looking = true;
    getContext()
        .pipeToSelf(
            blocking.run(
                "database",
                () -> {
                  outbox.expireClaims();
                  List<OutboxItem> lost = outbox.unknown(sender.kind(), free);
                  int left = free - lost.size();
                  return new Claimed(
                      left > 0
                          ? outbox.claim(sender.kind(), owner, left, settings.lease())
                          : List.of(),
                      lost);
                }),
            (claimed, failure) -> failure == null ? claimed : new LookFailed(failure));
    return this;
  }

  private Behavior<Message> leave(ActorRef<Done> toldWhenDone) {
    if (looking || underWay > 0) {
      return this;
    }
    toldWhenDone.tell(Done.getInstance());
    return Behaviors.stopped();
  }

  private Behavior<Message> carryOut(Claimed claimed) {
    looking = false;
    claimed.toSend().forEach(item -> start(item, sending(item)));
    claimed.toLookUp().forEach(item -> start(item, begun(item, () -> lookUp(item))));
    return leaving.isPresent() ? look() : this;
  }

  private CompletionStage<Boolean> begun(OutboxItem item, Callable<Boolean> work) {
    return blocking.run(
        "outbox",
        () -> {
          try (var _ = MDC.putCloseable("workspace", item.workspace().value())) {
            return work.call();
          }
        });
  }

  private void start(OutboxItem item, CompletionStage<Boolean> work) {
    underWay++;
    getContext()
        .pipeToSelf(
            work,
            (settled, failure) -> {
              if (failure != null || !settled) {
                getContext()
                    .getSystem()
                    .log()
                    .warn("outbox item {} of kind {} not settled", item.id(), item.kind(), failure);
              }
              return new Ended();
            });
  }

  private CompletionStage<Boolean> sending(OutboxItem item) {
    return begun(item, () -> send(item)).exceptionallyCompose(failure -> givenBack(item, failure));
  }

  /** What was claimed and found no place to run has certainly not been sent. */
  private CompletionStage<Boolean> givenBack(OutboxItem item, Throwable failure) {
    return failure instanceof BlockingRefused
        ? blocking.run(
            "database",
            () -> outbox.settle(item, new SendOutcome.NotSent("no place to run", GIVEN_BACK_FOR)))
        : CompletableFuture.failedStage(failure);
  }

  private boolean send(OutboxItem item) {
    if (!outbox.hold(item, settings.lease())) {
      return false;
    }
    SendOutcome outcome;
    try {
      outcome = sender.send(item);
    } catch (RuntimeException inDoubt) {
      outcome = new SendOutcome.Unknown(inDoubt.getClass().getSimpleName());
    }
    return outbox.settle(item, outcome);
  }

  private boolean lookUp(OutboxItem item) {
    LookupOutcome outcome;
    try {
      outcome = sender.lookUp(item);
    } catch (RuntimeException noAnswer) {
      outcome = new LookupOutcome.StillUnknown(noAnswer.getClass().getSimpleName());
    }
    return outbox.settle(item, outcome);
  }
}
