package com.quotahit.actors.sandbox.stripe;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.engine.ForgetfulParsing;
import com.quotahit.core.billing.SandboxShelfPort;
import com.quotahit.core.shared.Secret;
import com.typesafe.config.ConfigFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.settings.ServerSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stand-in itself: binds to loopback, checks the key, does each request once under its
 * idempotency key, and tells the product what happened. What it remembers lies on a shelf that all
 * nodes share and that outlives them. Its pages are served by the product's own public port, since
 * a browser may not reach a loopback port of a server elsewhere.
 */
public final class StripeSandbox {

  /** A key that the stand-in takes; it guards nothing. */
  public static final Secret KEY = new Secret("sk_test_sandbox_local");

  private static final Logger LOG = LoggerFactory.getLogger(StripeSandbox.class);
  private static final String PAGES = "/sandbox/";
  private static final String SECRET_NOTE = "webhook-secret";
  private static final Duration BODY_TIMEOUT = Duration.ofSeconds(5);
  private static final long BODY_MOST = 256 * 1024;
  private static final String LIMIT = "sandbox";

  /** One request as it came in. */
  public record Seen(String endpoint, String body, String idempotencyKey, String version) {}

  private record Answered(int status, String json, boolean again) {}

  private final ActorSystem<?> system;
  private final SandboxShelfPort shelf;
  private final Blocking blocking;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final String pages;
  private final Telling telling;
  private final Secret secret;
  private final AtomicBoolean busyTelling = new AtomicBoolean();
  private volatile Consumer<Seen> observer = _ -> {};

  private StripeSandbox(Parts parts, int tellMost) {
    this.system = parts.system();
    this.shelf = parts.shelf();
    this.blocking = parts.blocking();
    this.clock = parts.clock();
    this.random = parts.random();
    this.pages = parts.publicUrl().toString().replaceAll("/+$", "");
    this.secret = secret(parts.shelf());
    this.telling = new Telling(shelf, clock, parts.webhook(), secret, tellMost);
  }

  /**
   * What the stand-in stands on.
   *
   * @param publicUrl where browsers reach the product
   * @param webhook where the product listens, from this machine
   */
  public record Parts(
      ActorSystem<?> system,
      SandboxShelfPort shelf,
      Blocking blocking,
      InstantSource clock,
      RandomGenerator random,
      URI publicUrl,
      Supplier<URI> webhook) {}

  /** Binds and serves until the actor system ends. Call it from a thread that may block. */
  public static CompletionStage<Running> start(Parts parts, StripeSandboxSettings settings) {
    StripeSandbox sandbox = new StripeSandbox(parts, settings.tellMost());
    return Http.get(parts.system())
        .newServerAt("127.0.0.1", settings.port())
        .withSettings(serverSettings(parts.system()))
        .bind(sandbox::serve)
        .thenApply(binding -> new Running(sandbox, binding, sandbox.tellNowAndThen(settings)));
  }

  /** The provider's library leaves the brackets of query fields as they are. */
  private static ServerSettings serverSettings(ActorSystem<?> system) {
    return ForgetfulParsing.of(
        ServerSettings.create(
            ConfigFactory.parseString("pekko.http.server.parsing.uri-parsing-mode = relaxed")
                .withFallback(system.settings().config())));
  }

  /** A stand-in that serves. */
  public static final class Running {

    private final StripeSandbox sandbox;
    private final ServerBinding binding;
    private final Cancellable telling;

    private Running(StripeSandbox sandbox, ServerBinding binding, Cancellable telling) {
      this.sandbox = sandbox;
      this.binding = binding;
      this.telling = telling;
    }

    public URI baseUrl() {
      return URI.create("http://127.0.0.1:" + binding.localAddress().getPort());
    }

    /** With which it signs what it tells. */
    public Secret webhookSecret() {
      return sandbox.secret;
    }

    /** A page of the stand-in's own, if the path is one of them. */
    public Optional<CompletionStage<HttpResponse>> page(HttpRequest request) {
      String path = request.getUri().path();
      return path.startsWith(PAGES) ? Optional.of(sandbox.page(request, path)) : Optional.empty();
    }

    /** Lets a test see what comes over the wire; called on the serving threads. */
    public void observe(Consumer<Seen> observer) {
      sandbox.observer = observer;
    }

    /** Stops telling, then serving. */
    public CompletionStage<?> stop() {
      telling.cancel();
      sandbox.telling.close();
      return binding.terminate(Duration.ofSeconds(1));
    }
  }

  private Secret secret(SandboxShelfPort kept) {
    return new Secret(
        kept.alone(shelf -> {
          Optional<String> known = shelf.get(SECRET_NOTE);
          known.orElseGet(() -> {
            String made = "whsec_" + randomText() + randomText();
            shelf.put(SECRET_NOTE, SECRET_NOTE, made);
            return made;
          });
          return shelf.get(SECRET_NOTE).orElseThrow();
        }));
  }

  private String randomText() {
    byte[] bytes = new byte[12];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private Documents documents(SandboxShelfPort.Shelf open) {
    return new Documents(open, clock.instant(), this::randomText);
  }

  private CompletionStage<HttpResponse> serve(HttpRequest request) {
    String method = request.method().value();
    String path = request.getUri().path();
    String key = header(request, "Idempotency-Key");
    return request
        .entity()
        .withSizeLimit(BODY_MOST)
        .toStrict(BODY_TIMEOUT.toMillis(), system)
        .thenCompose(entity -> {
          String body =
              method.equals("GET")
                  ? request.getUri().rawQueryString().orElse("")
                  : entity.getData().utf8String();
          observer.accept(
              new Seen(method + " " + path, body, key, header(request, "Stripe-Version")));
          checkKey(request);
          if (!path.startsWith("/v1/")) {
            throw StripeError.missing("url", path);
          }
          return blocking.run(LIMIT, () -> once(method, path.substring("/v1".length()), body, key));
        })
        .exceptionally(StripeSandbox::failed)
        .thenApply(answered ->
            HttpResponse.create()
                .withStatus(answered.status())
                .addHeader(RawHeader.create("Request-Id", "req_" + randomText()))
                .addHeader(
                    RawHeader.create("Idempotent-Replayed", Boolean.toString(answered.again())))
                .withEntity(
                    HttpEntities.create(
                        ContentTypes.APPLICATION_JSON,
                        answered.json().getBytes(StandardCharsets.UTF_8))));
  }

  /** The same key gives the same answer; with other parameters it is a mistake. */
  private Answered once(String method, String path, String body, String key) {
    boolean named = method.equals("POST") && !key.isEmpty();
    String note = "idempotency/" + key;
    String hash = hash(path + "?" + body);
    boolean[] news = new boolean[1];
    Answered answered =
        shelf.alone(open -> {
          Documents documents = documents(open);
          Optional<String> before = named ? documents.note(note) : Optional.empty();
          if (before.isPresent()) {
            if (!before.get().startsWith(hash)) {
              throw new StripeError(
                  400,
                  "idempotency_error",
                  "idempotency_key_in_use",
                  "",
                  "Keys for idempotent requests can only be used with the same parameters.");
            }
            return new Answered(200, before.get().substring(hash.length()), true);
          }
          String json =
              new StripeApi(documents, pages).answer(method, path, Form.parse(body)).toString();
          if (named) {
            documents.note(note, "idempotency", hash + json);
          }
          news[0] = documents.hasNews();
          return new Answered(200, json, false);
        });
    if (news[0]) {
      tellSoon();
    }
    return answered;
  }

  private CompletionStage<HttpResponse> page(HttpRequest request, String path) {
    if (path.equals("/sandbox/checkout.css")) {
      request.discardEntityBytes(system);
      return CompletableFuture.completedFuture(
          HttpResponse.create()
              .withEntity(
                  HttpEntities.create(
                      ContentTypes.parse("text/css; charset=UTF-8"),
                      StandInPages.CSS.getBytes(StandardCharsets.UTF_8))));
    }
    boolean sent = request.method().value().equals("POST");
    return request
        .entity()
        .withSizeLimit(BODY_MOST)
        .toStrict(BODY_TIMEOUT.toMillis(), system)
        .thenCompose(entity ->
            blocking.run(
                LIMIT,
                () ->
                    shown(
                        path,
                        sent
                            ? Optional.of(Form.parse(entity.getData().utf8String()))
                            : Optional.empty())))
        .thenApply(this::response);
  }

  private StandInPages.Shown shown(String path, Optional<Form> sent) {
    String id = path.substring(path.lastIndexOf('/') + 1);
    boolean[] news = new boolean[1];
    StandInPages.Shown shown =
        shelf.alone(open -> {
          Documents documents = documents(open);
          StandInPages standIn = new StandInPages(documents, new StripeApi(documents, pages));
          StandInPages.Shown found =
              path.startsWith("/sandbox/portal/")
                  ? standIn.portal(id, sent)
                  : standIn.checkout(id, sent);
          news[0] = documents.hasNews();
          return found;
        });
    if (news[0]) {
      tellSoon();
    }
    return shown;
  }

  /** Back to where the browser is already, by whatever name it came. */
  private HttpResponse response(StandInPages.Shown shown) {
    return switch (shown) {
      case StandInPages.Shown.GoTo(String address) ->
          HttpResponse.create()
              .withStatus(303)
              .addHeader(
                  RawHeader.create(
                      "Location",
                      address.startsWith(pages + "/")
                          ? address.substring(pages.length())
                          : address));
      case StandInPages.Shown.Html(int status, String text) ->
          HttpResponse.create()
              .withStatus(status)
              .withEntity(
                  HttpEntities.create(
                      ContentTypes.parse("text/html; charset=UTF-8"),
                      text.getBytes(StandardCharsets.UTF_8)));
    };
  }

  private Cancellable tellNowAndThen(StripeSandboxSettings settings) {
    return system
        .scheduler()
        .scheduleWithFixedDelay(
            settings.tellEvery(), settings.tellEvery(), this::tellSoon, system.executionContext());
  }

  private void tellSoon() {
    if (busyTelling.compareAndSet(false, true)) {
      blocking
          .run(LIMIT, telling::tell)
          .whenComplete((heard, failure) -> {
            busyTelling.set(false);
            if (failure == null && heard > 0) {
              tellSoon();
            }
          });
    }
  }

  private static Answered failed(Throwable failure) {
    Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
    if (cause instanceof StripeError known) {
      return new Answered(known.status(), known.json(), false);
    }
    LOG.atError().setCause(cause).log("the payment stand-in failed");
    return new Answered(
        500,
        new StripeError(500, "api_error", "api_error", "", "The stand-in failed.").json(),
        false);
  }

  private static void checkKey(HttpRequest request) {
    String authorization = header(request, "Authorization");
    if (!authorization.startsWith("Bearer sk_test_sandbox")) {
      throw new StripeError(
          401, "invalid_request_error", "api_key_invalid", "", "Invalid API Key provided.");
    }
  }

  private static String header(HttpRequest request, String name) {
    return request.getHeader(name).map(HttpHeader::value).orElse("");
  }

  private static String hash(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
