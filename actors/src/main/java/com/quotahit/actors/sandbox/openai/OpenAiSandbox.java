package com.quotahit.actors.sandbox.openai;

import com.quotahit.actors.engine.ForgetfulParsing;
import com.quotahit.core.shared.Secret;
import com.quotahit.core.voice.SpeechUnavailable;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.model.ws.WebSocketUpgrade;
import org.apache.pekko.http.javadsl.settings.ServerSettings;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.util.ByteString;

/**
 * The stand-in itself: binds to loopback, checks the key, and hands each request to the part that
 * plays that endpoint. Any key that begins with {@code sk-sandbox} opens it.
 */
public final class OpenAiSandbox {

  /** A key that the stand-in takes; it guards nothing. */
  public static final Secret KEY = new Secret("sk-sandbox-local");

  private static final Duration BODY_TIMEOUT = Duration.ofSeconds(10);
  private static final long BODY_MOST = 32L << 20;

  /**
   * One request, or one event on a realtime socket, as it came in.
   *
   * @param key that it came with
   */
  public record Seen(String endpoint, String key, String body) {}

  private final ActorSystem<?> system;
  private final SandboxFaults faults = new SandboxFaults();
  private final SandboxIds ids = new SandboxIds();
  private final ModelsStandIn models;
  private final ChatStandIn chat;
  private final ResponsesStandIn responses;
  private final EmbeddingsStandIn embeddings;
  private final AudioStandIn audio;
  private final RealtimeStandIn realtime;
  private final Set<String> revoked = ConcurrentHashMap.newKeySet();
  private volatile Consumer<Seen> observer = _ -> {};

  private OpenAiSandbox(
      ActorSystem<?> system,
      OpenAiSandboxSettings settings,
      SandboxFaculties faculties,
      InstantSource clock) {
    this.system = system;
    this.models = new ModelsStandIn();
    this.chat = new ChatStandIn(faculties.mind(), ids, clock, settings.wordPace());
    this.responses = new ResponsesStandIn(faculties.mind(), ids, clock, settings.wordPace());
    this.embeddings = new EmbeddingsStandIn(faculties.embedder());
    this.audio = new AudioStandIn(faculties, settings, Materializer.matFromSystem(system));
    this.realtime = new RealtimeStandIn(system, ids, faculties, settings, clock);
  }

  /** Binds and serves until the actor system ends or {@link Running#stop} is called. */
  public static CompletionStage<Running> start(
      ActorSystem<?> system,
      OpenAiSandboxSettings settings,
      SandboxFaculties faculties,
      InstantSource clock) {
    OpenAiSandbox sandbox = new OpenAiSandbox(system, settings, faculties, clock);
    ServerSettings server =
        ServerSettings.create(system.classicSystem())
            .withTransparentHeadRequests(true)
            .withTimeouts(
                ServerSettings.create(system.classicSystem())
                    .getTimeouts()
                    .withRequestTimeout(scala.concurrent.duration.Duration.create(120, "s"))
                    .withIdleTimeout(scala.concurrent.duration.Duration.create(130, "s")));
    return Http.get(system)
        .newServerAt("127.0.0.1", settings.port())
        .withSettings(ForgetfulParsing.of(server))
        .bind(sandbox::serve)
        .thenApply(binding -> new Running(sandbox, binding));
  }

  /** A stand-in that serves. */
  public static final class Running {

    private final OpenAiSandbox sandbox;
    private final ServerBinding binding;

    private Running(OpenAiSandbox sandbox, ServerBinding binding) {
      this.sandbox = sandbox;
      this.binding = binding;
    }

    public URI baseUrl() {
      return URI.create("http://127.0.0.1:" + binding.localAddress().getPort() + "/v1");
    }

    public SandboxFaults faults() {
      return sandbox.faults;
    }

    /** Realtime sockets that are open. */
    public int realtimeSessions() {
      return sandbox.realtime.sessions();
    }

    /** Closes every realtime socket without a word. */
    public void cutRealtime() {
      sandbox.realtime.tellAll(new RealtimeSession.Cut());
    }

    /** Sends an error event with this code on every realtime socket. */
    public void failRealtime(String code) {
      sandbox.realtime.tellAll(new RealtimeSession.Fail(code));
    }

    /** From now on this key is refused, as one that somebody has deleted at the provider. */
    public void revoke(String key) {
      sandbox.revoked.add(key);
    }

    /** Lets a test see what comes over the wire; called on the serving threads. */
    public void observe(Consumer<Seen> observer) {
      sandbox.observer = observer;
    }

    public CompletionStage<?> stop() {
      return binding.terminate(Duration.ofSeconds(1));
    }
  }

  private CompletionStage<HttpResponse> serve(HttpRequest request) {
    try {
      String key = checkedKey(request);
      Optional<WebSocketUpgrade> socket = request.getAttribute(AttributeKeys.webSocketUpgrade);
      if (socket.isPresent()) {
        return CompletableFuture.completedFuture(openSocket(request, key, socket.get()));
      }
      String endpoint = request.method().value() + " " + request.getUri().path();
      return request
          .entity()
          .withSizeLimit(BODY_MOST)
          .toStrict(BODY_TIMEOUT.toMillis(), Materializer.matFromSystem(system))
          .thenCompose(
              body -> answer(endpoint, key, body.getContentType().toString(), body.getData()))
          .exceptionally(OpenAiSandbox::failed)
          .thenApply(this::signed);
    } catch (WireError refused) {
      request.discardEntityBytes(system);
      return CompletableFuture.completedFuture(signed(refused.response()));
    }
  }

  private CompletionStage<HttpResponse> answer(
      String endpoint, String key, String type, ByteString body) {
    boolean form = type.startsWith("multipart/");
    observer.accept(new Seen(endpoint, key, form ? type : body.utf8String()));
    Optional<SandboxFault> fault = faults.take();
    return fault
        .flatMap(FaultAnswer::of)
        .orElseGet(() ->
            form
                ? answerForm(endpoint, FormParts.parse(type, body.toArray()))
                : answerText(endpoint, body.utf8String(), fault));
  }

  private CompletionStage<HttpResponse> answerForm(String endpoint, FormParts form) {
    if (!endpoint.equals("POST /v1/audio/transcriptions")) {
      throw WireError.invalid("Expected a JSON body.", null);
    }
    return audio.transcribe(form);
  }

  private CompletionStage<HttpResponse> answerText(
      String endpoint, String body, Optional<SandboxFault> fault) {
    return switch (endpoint) {
      case "GET /v1/models" -> CompletableFuture.completedFuture(models.answer());
      case "POST /v1/chat/completions" -> chat.answer(Json.parseObject(body), fault);
      case "POST /v1/responses" -> responses.answer(Json.parseObject(body), fault);
      case "POST /v1/embeddings" -> embeddings.answer(Json.parseObject(body));
      case "POST /v1/audio/speech" -> audio.speak(Json.parseObject(body));
      default ->
          throw new WireError(
              404, "invalid_request_error", "Invalid URL (" + endpoint + ")", null, null);
    };
  }

  private HttpResponse openSocket(HttpRequest request, String key, WebSocketUpgrade upgrade) {
    if (!request.getUri().path().equals("/v1/realtime")) {
      throw new WireError(404, "invalid_request_error", "Invalid URL", null, null);
    }
    if (faults.take().orElse(null) instanceof SandboxFault.ServerError error) {
      throw new WireError(error.status(), "server_error", "As asked.", null, null);
    }
    return realtime.upgrade(
        request, upgrade, text -> observer.accept(new Seen("WS /v1/realtime", key, text)));
  }

  private HttpResponse signed(HttpResponse response) {
    return response
        .addHeader(RawHeader.create("x-request-id", ids.next("req")))
        .addHeader(RawHeader.create("openai-processing-ms", "1"));
  }

  private static HttpResponse failed(Throwable failure) {
    Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
    return switch (cause) {
      case WireError known -> known.response();
      case SpeechUnavailable _ -> WireError.noSpeech().response();
      default -> new WireError(500, "server_error", "The stand-in failed.", null, null).response();
    };
  }

  private String checkedKey(HttpRequest request) {
    String key =
        request
            .getHeader("Authorization")
            .map(header -> header.value())
            .filter(value -> value.startsWith("Bearer "))
            .map(value -> value.substring("Bearer ".length()))
            .orElseThrow(() -> WireError.keyRejected("You didn't provide an API key."));
    if (!key.startsWith("sk-sandbox") || key.contains("wrong") || revoked.contains(key)) {
      throw WireError.keyRejected("Incorrect API key provided.");
    }
    return key;
  }
}
