package com.quotahit.actors.engine;

import com.quotahit.core.shared.EntityId;
import com.quotahit.core.shared.Recorded;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Every kind of entity, in memory and without actors, with the answers of the real engine: command
 * ids, deadlines, refusals. For tests of what stands on {@link Entities}.
 */
public final class EntitiesInMemory implements Entities {

  /** Hears each recorded event, in order, on the calling thread. */
  @FunctionalInterface
  public interface Listener {
    void recorded(Kind<?, ?, ?, ?> kind, EntityId id, long revision, Recorded<?> entry);
  }

  private record Address(String kind, EntityId id) {}

  private static final class Kept {
    Remembered<?> remembered;
    final List<Recorded<?>> entries = new ArrayList<>();

    Kept(Remembered<?> remembered) {
      this.remembered = remembered;
    }
  }

  private record Heard(Kind<?, ?, ?, ?> kind, EntityId id, long revision, Recorded<?> entry) {}

  private final InstantSource clock;
  private final Map<Address, Kept> kept = new HashMap<>();
  private final List<Listener> listeners = new ArrayList<>();

  public EntitiesInMemory(InstantSource clock) {
    this.clock = clock;
  }

  public synchronized EntitiesInMemory listen(Listener listener) {
    listeners.add(listener);
    return this;
  }

  @Override
  public <S, C, E, R> CompletionStage<Reply<S, R>> execute(
      Kind<S, C, E, R> kind, EntityId id, C command, Directive directive) {
    List<Heard> heard = new ArrayList<>();
    try {
      Reply<S, R> reply = decide(kind, id, command, directive, heard);
      tell(heard);
      return CompletableFuture.completedFuture(reply);
    } catch (RuntimeException defect) {
      return CompletableFuture.failedFuture(defect);
    }
  }

  @Override
  public synchronized <S, C, E, R> CompletionStage<Reply.Done<S, R>> read(
      Kind<S, C, E, R> kind, EntityId id) {
    Remembered<S> now = remembered(kind, kept(kind, id));
    return CompletableFuture.completedFuture(new Reply.Done<>(now.state(), now.revision()));
  }

  /** All events of one entity so far. */
  public synchronized <E> List<E> events(Kind<?, ?, E, ?> kind, EntityId id) {
    return kept(kind, id).entries.stream().map(e -> kind.event().cast(e.event())).toList();
  }

  private synchronized <S, C, E, R> Reply<S, R> decide(
      Kind<S, C, E, R> kind, EntityId id, C command, Directive directive, List<Heard> heard) {
    Kept entity = kept(kind, id);
    Remembered<S> now = remembered(kind, entity);
    return switch (now.consider(kind.rules(), command, directive, clock.instant())) {
      case Remembered.Considered.Answer<S, E, R>(Reply<S, R> reply) -> reply;
      case Remembered.Considered.Write<S, E, R>(List<Recorded<E>> entries) -> {
        Remembered<S> next = now;
        for (Recorded<E> entry : entries) {
          next = next.after(entry, kind.rules());
          entity.entries.add(entry);
          heard.add(new Heard(kind, id, next.revision(), entry));
        }
        entity.remembered = next;
        yield new Reply.Done<>(next.state(), next.revision());
      }
    };
  }

  private void tell(List<Heard> heard) {
    List<Listener> now;
    synchronized (this) {
      now = List.copyOf(listeners);
    }
    for (Heard one : heard) {
      now.forEach(l -> l.recorded(one.kind(), one.id(), one.revision(), one.entry()));
    }
  }

  private Kept kept(Kind<?, ?, ?, ?> kind, EntityId id) {
    return kept.computeIfAbsent(
        new Address(kind.name(), id), _ -> new Kept(Remembered.nothing(kind.rules().absent())));
  }

  private static <S> Remembered<S> remembered(Kind<S, ?, ?, ?> kind, Kept entity) {
    Remembered<?> now = entity.remembered;
    return new Remembered<>(
        kind.state().cast(now.state()), now.revision(), now.recent(), now.quarantine());
  }
}
