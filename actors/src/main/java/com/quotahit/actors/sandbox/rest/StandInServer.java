package com.quotahit.actors.sandbox.rest;

import com.quotahit.actors.engine.ForgetfulParsing;
import com.quotahit.actors.sandbox.openai.SandboxFault;
import com.quotahit.actors.sandbox.openai.SandboxFaults;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.settings.ServerSettings;
import org.apache.pekko.stream.Materializer;

/** Stand-ins of several providers behind one port of loopback, each under a prefix of its own. */
public final class StandInServer {

  private static final Duration BODY_TIMEOUT = Duration.ofSeconds(10);
  private static final long BODY_MOST = 32L << 20;

  /** One request as it came in. */
  public record Seen(String endpoint, String key, String body) {}

  private final ActorSystem<?> system;
  private final List<StandIn> standIns;
  private final Map<String, SandboxFaults> faults = new ConcurrentHashMap<>();
  private volatile Consumer<Seen> observer = _ -> {};

  private StandInServer(ActorSystem<?> system, List<StandIn> standIns) {
    this.system = system;
    this.standIns = List.copyOf(standIns);
    standIns.forEach(each -> faults.put(each.prefix(), new SandboxFaults()));
  }

  /** A server that serves until the actor system ends. */
  public static final class Running {

    private final StandInServer server;
    private final ServerBinding binding;

    private Running(StandInServer server, ServerBinding binding) {
      this.server = server;
      this.binding = binding;
    }

    /** Where a stand-in is, by its prefix. */
    public URI at(String prefix) {
      return URI.create("http://127.0.0.1:" + binding.localAddress().getPort() + prefix);
    }

    /** What the next requests to a stand-in meet. */
    public SandboxFaults faults(String prefix) {
      return server.faults.get(prefix);
    }

    /** Lets a test see what comes over the wire; called on the serving threads. */
    public void observe(Consumer<Seen> observer) {
      server.observer = observer;
    }

    public CompletionStage<?> stop() {
      return binding.terminate(Duration.ofSeconds(1));
    }
  }

  public static CompletionStage<Running> start(
      ActorSystem<?> system, int port, List<StandIn> standIns) {
    StandInServer server = new StandInServer(system, standIns);
    return Http.get(system)
        .newServerAt("127.0.0.1", port)
        .withSettings(ForgetfulParsing.of(ServerSettings.create(system.classicSystem())))
        .bind(server::serve)
        .thenApply(binding -> new Running(server, binding));
  }

  private CompletionStage<HttpResponse> serve(HttpRequest request) {
    String path = request.getUri().path();
    for (StandIn standIn : standIns) {
      if (path.startsWith(standIn.prefix() + "/")) {
        return served(standIn, request, path.substring(standIn.prefix().length()));
      }
    }
    request.discardEntityBytes(system);
    return CompletableFuture.completedFuture(HttpResponse.create().withStatus(404));
  }

  private CompletionStage<HttpResponse> served(StandIn standIn, HttpRequest request, String path) {
    String endpoint = request.method().value() + " " + path;
    String key = standIn.key(request);
    return request
        .entity()
        .withSizeLimit(BODY_MOST)
        .toStrict(BODY_TIMEOUT.toMillis(), Materializer.matFromSystem(system))
        .thenCompose(body -> {
          String text = body.getData().utf8String();
          observer.accept(new Seen(endpoint, key, text));
          java.util.Optional<SandboxFault> fault = faults.get(standIn.prefix()).take();
          return standIn.answer(
              new StandIn.Asked(endpoint, request.getUri().rawQueryString().orElse(""), key, text),
              fault);
        });
  }
}
