package com.quotahit.http.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.quotahit.core.shared.IdSource;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.LiveEventsPort;
import com.quotahit.core.workspace.NoticePort;
import com.quotahit.core.workspace.Principal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.BoundedSourceQueue;
import org.apache.pekko.stream.QueueOfferResult;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Source;

/**
 * Tells open screens what changed, on every node, resumable. What was told lately is kept per
 * workspace, so that a screen that was away for a moment hears what it missed, some of it twice;
 * one that was away for longer hears {@code resync} and asks for everything anew. A screen that
 * does not keep up is disconnected and comes back.
 */
public final class LiveEvents implements LiveEventsPort {

  private static final String TOPIC = "live-events";
  private static final String RESYNC = "resync";
  private static final int KEPT = 256;
  private static final int BEHIND_MAX = 64;
  private static final int WORKSPACES_MAX = 10_000;
  private static final int SCREENS_MAX = 20;

  /** Nodes hear the same events in slightly different order, so a screen that moves hears more. */
  private static final Duration OVERLAP = Duration.ofSeconds(5);

  /** A screen proves again after this that it is still signed in. */
  private static final Duration STREAM_MAX = Duration.ofMinutes(30);

  /** One change, as it travels between nodes. */
  record Told(
      String id,
      String workspace,
      Optional<String> to,
      String type,
      Map<String, String> fields,
      Instant at) {

    Events.Sent sent() {
      return new Events.Sent(id, type, fields);
    }

    boolean concerns(UserId user) {
      return to.isEmpty() || to.get().equals(user.value());
    }
  }

  /** Says nothing but that something was missed. */
  public record ResyncWire() {}

  private record Screen(UserId user, String sessionId, BoundedSourceQueue<Events.Sent> queue) {}

  private static final class Room {
    final List<Told> kept = new ArrayList<>();
    final List<Screen> screens = new ArrayList<>();
  }

  private final NoticePort notices;
  private final IdSource ids;
  private final InstantSource clock;
  private final ActorSystem<?> system;
  private final Map<String, Room> rooms =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Room> eldest) {
          return size() > WORKSPACES_MAX && eldest.getValue().screens.isEmpty();
        }
      };

  public LiveEvents(NoticePort notices, IdSource ids, InstantSource clock, ActorSystem<?> system) {
    this.notices = notices;
    this.ids = ids;
    this.clock = clock;
    this.system = system;
    notices.listen(TOPIC, this::heard);
  }

  @Override
  public void changed(
      WorkspaceId workspace, Optional<UserId> to, String type, Map<String, String> fields) {
    notices.publish(
        TOPIC,
        WireJson.write(
            new Told(
                ids.next("evt"),
                workspace.value(),
                to.map(UserId::value),
                type,
                Map.copyOf(fields),
                clock.instant())));
  }

  /**
   * @param told the events that features tell, for the description
   */
  public List<Endpoint<?, ?>> all(List<Output.Event> told) {
    List<Output.Event> events = new ArrayList<>(told);
    events.add(new Output.Event(RESYNC, ResyncWire.class));
    return List.of(
        Endpoint.get("/events", "What changes, as it changes; resumable by Last-Event-ID")
            .signedIn()
            .answersEvents(events.toArray(Output.Event[]::new))
            .by((call, _) ->
                CompletableFuture.completedFuture(
                    Answer.raw(
                        Events.response(
                            open(
                                call.principal(),
                                call.request()
                                    .getHeader("Last-Event-ID")
                                    .map(HttpHeader::value)))))));
  }

  /** Closes the streams of a session that has ended. */
  public void sessionEnded(String sessionId) {
    synchronized (rooms) {
      for (Room room : rooms.values()) {
        for (Screen screen : List.copyOf(room.screens)) {
          if (screen.sessionId.equals(sessionId)) {
            leave(room, screen);
          }
        }
      }
    }
  }

  Source<Events.Sent, ?> open(Principal principal, Optional<String> lastSeen) {
    Pair<BoundedSourceQueue<Events.Sent>, Source<Events.Sent, org.apache.pekko.NotUsed>> pair =
        Source.<Events.Sent>queue(KEPT + BEHIND_MAX).preMaterialize(system);
    Screen screen = new Screen(principal.user(), principal.sessionId(), pair.first());
    synchronized (rooms) {
      Room room = rooms.computeIfAbsent(principal.workspace().value(), _ -> new Room());
      lastSeen.ifPresent(id -> missed(room, id, screen));
      makeSpace(room, screen);
      room.screens.add(screen);
    }
    return pair.second()
        .takeWithin(STREAM_MAX)
        .watchTermination(Keep.right())
        .mapMaterializedValue(
            done -> done.whenComplete((_, _) -> left(principal.workspace(), screen)));
  }

  private void missed(Room room, String lastSeen, Screen screen) {
    Optional<Told> last = room.kept.stream().filter(t -> t.id.equals(lastSeen)).findFirst();
    if (last.isEmpty()) {
      screen.queue.offer(new Events.Sent(ids.next("evt"), RESYNC, Map.of()));
      return;
    }
    Instant from = last.get().at.minus(OVERLAP);
    boolean after = false;
    for (Told told : room.kept) {
      boolean wanted = after || told.at.isAfter(from);
      if (wanted && !told.id.equals(lastSeen) && told.concerns(screen.user)) {
        screen.queue.offer(told.sent());
      }
      after = after || told.id.equals(lastSeen);
    }
  }

  /** One person has so many screens open; the one opened first gives way. */
  private static void makeSpace(Room room, Screen next) {
    List<Screen> mine = room.screens.stream().filter(s -> s.user.equals(next.user)).toList();
    if (mine.size() >= SCREENS_MAX) {
      leave(room, mine.getFirst());
    }
  }

  private void left(WorkspaceId workspace, Screen screen) {
    synchronized (rooms) {
      Room room = rooms.get(workspace.value());
      if (room != null) {
        room.screens.remove(screen);
      }
    }
  }

  private static void leave(Room room, Screen screen) {
    room.screens.remove(screen);
    screen.queue.complete();
  }

  private void heard(String text) {
    Told told;
    try {
      told = WireJson.mapper().readValue(text, Told.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a notice that no node writes", e);
    }
    synchronized (rooms) {
      Room room = rooms.computeIfAbsent(told.workspace, _ -> new Room());
      room.kept.add(told);
      if (room.kept.size() > KEPT) {
        room.kept.removeFirst();
      }
      for (Screen screen : List.copyOf(room.screens)) {
        if (told.concerns(screen.user)
            && screen.queue.offer(told.sent()) != QueueOfferResult.enqueued()) {
          leave(room, screen);
        }
      }
    }
  }
}
