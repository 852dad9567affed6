package com.quotahit.actors.sandbox.openai;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.ws.Message;
import org.apache.pekko.http.javadsl.model.ws.TextMessage;
import org.apache.pekko.http.javadsl.model.ws.WebSocketUpgrade;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.BoundedSourceQueue;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.QueueOfferResult;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/** {@code GET /v1/realtime?model=…}: one session actor for each socket. */
final class RealtimeStandIn {

  /** Events waiting for a slow client; beyond it the socket is cut, as a provider would. */
  private static final int WAITING_MOST = 4096;

  private static final Duration MESSAGE_TIMEOUT = Duration.ofSeconds(5);

  private final ActorSystem<?> system;
  private final SandboxIds ids;
  private final SandboxFaculties faculties;
  private final OpenAiSandboxSettings settings;
  private final InstantSource clock;
  private final Set<ActorRef<RealtimeSession.Message>> open = ConcurrentHashMap.newKeySet();

  RealtimeStandIn(
      ActorSystem<?> system,
      SandboxIds ids,
      SandboxFaculties faculties,
      OpenAiSandboxSettings settings,
      InstantSource clock) {
    this.system = system;
    this.ids = ids;
    this.faculties = faculties;
    this.settings = settings;
    this.clock = clock;
  }

  int sessions() {
    return open.size();
  }

  void tellAll(RealtimeSession.Message message) {
    open.forEach(session -> session.tell(message));
  }

  HttpResponse upgrade(HttpRequest request, WebSocketUpgrade upgrade, Consumer<String> observer) {
    String model =
        request
            .getUri()
            .query()
            .get("model")
            .orElseThrow(() -> WireError.invalid("you must provide a model parameter", "model"));
    Materializer materializer = Materializer.matFromSystem(system);
    Pair<BoundedSourceQueue<String>, Source<String, NotUsed>> out =
        Source.<String>queue(WAITING_MOST).preMaterialize(materializer);
    BoundedSourceQueue<String> queue = out.first();
    RealtimeSession.Socket socket =
        new RealtimeSession.Socket(
            text -> {
              if (queue.offer(text) != QueueOfferResult.enqueued() && !queue.isCompleted()) {
                queue.fail(new IllegalStateException("client reads too slowly"));
              }
            },
            queue::complete,
            () -> queue.fail(new IllegalStateException("cut as asked")));
    ActorRef<RealtimeSession.Message> session =
        system.systemActorOf(
            RealtimeSession.create(model, socket, ids, faculties, settings, clock),
            ids.next("openai-sandbox-session"),
            Props.empty());
    open.add(session);
    Sink<Message, ?> in =
        Flow.<Message>create()
            .mapAsync(1, message -> whole(message, materializer))
            .named("openai-sandbox.receive")
            .to(
                Sink.foreach(text -> {
                  observer.accept(text);
                  session.tell(new RealtimeSession.Arrived(text));
                }));
    Flow<Message, Message, NotUsed> flow =
        Flow.fromSinkAndSourceCoupled(in, out.second().map(TextMessage::create));
    return upgrade.handleMessagesWith(
        flow.watchTermination((mat, done) -> {
          done.whenComplete((_, _) -> {
            open.remove(session);
            session.tell(new RealtimeSession.Gone());
          });
          return mat;
        }));
  }

  private static CompletableFuture<String> whole(Message message, Materializer materializer) {
    if (!message.isText()) {
      return CompletableFuture.completedFuture("");
    }
    return message
        .asTextMessage()
        .toStrict(MESSAGE_TIMEOUT.toMillis(), materializer)
        .thenApply(TextMessage::getStrictText)
        .toCompletableFuture();
  }
}
