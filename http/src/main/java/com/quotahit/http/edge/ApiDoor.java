package com.quotahit.http.edge;

import com.quotahit.actors.workspace.LookUpsSpent;
import com.quotahit.core.shared.FieldProblem;
import com.quotahit.core.shared.Parsed;
import com.quotahit.core.workspace.IdempotencyPort.Key;
import com.quotahit.core.workspace.IdempotencyPort.Stored;
import com.quotahit.core.workspace.Principal;
import com.quotahit.core.workspace.RatesPort.Standing;
import com.quotahit.http.edge.Edge.Replied;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.model.headers.TimeoutAccess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a request through the checks in their order – endpoint, session, forgery, permission,
 * query, body, repetition – to the endpoint's work. The first check that fails answers.
 */
final class ApiDoor {

  private static final Logger LOG = LoggerFactory.getLogger(ApiDoor.class);

  private final Edge.Parts parts;
  private final EndpointTable table;
  private final SessionCookies cookies;
  private final ClientAddress addresses;
  private final Idempotency idempotency;
  private final RequestBody bodies;
  private final DoorLog log;

  ApiDoor(Edge.Parts parts) {
    this.parts = parts;
    this.table = parts.table();
    this.cookies = new SessionCookies(parts.settings().https());
    this.addresses = new ClientAddress(parts.settings().trustedProxies());
    this.idempotency =
        new Idempotency(
            parts.idempotency(),
            parts.blocking(),
            parts.clock(),
            parts.random(),
            parts.settings().idempotencyLease());
    this.bodies = new RequestBody(parts.system(), table);
    this.log = new DoorLog(parts.audit(), parts.blocking());
  }

  CompletionStage<Replied> answer(HttpRequest request, String path, String requestId) {
    Optional<Method> method = Edge.method(request);
    if (method.isEmpty()) {
      return refuse(request, requestId, methodNotAllowed(), List.of());
    }
    return switch (table.match(method.get(), path)) {
      case EndpointTable.Match.None _ -> refuse(request, requestId, Problem.notFound(), List.of());
      case EndpointTable.Match.OtherMethods(Set<Method> allowed) ->
          refuse(request, requestId, methodNotAllowed(), List.of(allow(allowed)));
      case EndpointTable.Match.Found(Endpoint<?, ?> endpoint, Map<String, String> gaps) ->
          new Passage<>(endpoint, gaps, request, requestId).walk();
    };
  }

  private CompletionStage<Replied> refuse(
      HttpRequest request, String requestId, Problem problem, List<HttpHeader> headers) {
    request.discardEntityBytes(parts.system());
    return CompletableFuture.completedFuture(
        new Replied(Problems.response(problem, requestId, headers), "none"));
  }

  private static Problem methodNotAllowed() {
    return Problem.of(
        405, "request.method-not-allowed", "Method not allowed", "See the Allow header.");
  }

  private static HttpHeader allow(Set<Method> allowed) {
    List<String> names = new ArrayList<>(allowed.stream().map(Method::name).toList());
    if (allowed.contains(Method.GET)) {
      names.add("HEAD");
    }
    return RawHeader.create("Allow", String.join(", ", names));
  }

  /** One request on its way through one endpoint. */
  private final class Passage<I, O> {

    private final Endpoint<I, O> endpoint;
    private final Map<String, String> gaps;
    private final HttpRequest request;
    private final String requestId;
    private final Instant now = parts.clock().instant();
    private final Instant notAfter;
    private Page page = new Page(Page.LIMIT_DEFAULT, Optional.empty());

    Passage(
        Endpoint<I, O> endpoint, Map<String, String> gaps, HttpRequest request, String requestId) {
      this.endpoint = endpoint;
      this.gaps = gaps;
      this.request = request;
      this.requestId = requestId;
      this.notAfter = now.plus(endpoint.budget());
    }

    CompletionStage<Replied> walk() {
      allowLongerWork();
      Credential credential = Credential.of(request, cookies);
      CompletionStage<Optional<Principal>> found =
          credential
              .secret()
              .map(parts.sessions()::find)
              .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
      return found
          .thenCompose(principal -> counted(principal, credential))
          .exceptionally(this::failed)
          .thenApply(response -> new Replied(response, endpoint.operationId()));
    }

    /** A partner's requests are counted before anything is done for them. */
    private CompletionStage<HttpResponse> counted(
        Optional<Principal> principal, Credential credential) {
      Optional<Standing> standing = principal.flatMap(parts.rates()::take);
      if (standing.isEmpty()) {
        return admitted(principal, credential);
      }
      return standing
          .get()
          .pause()
          .map(wait -> refused(RateHeaders.exceeded(wait)))
          .orElseGet(() -> admitted(principal, credential))
          .exceptionally(this::failed)
          .thenApply(response -> response.addHeaders(RateHeaders.of(standing.get())));
    }

    private void allowLongerWork() {
      if (endpoint.budget().compareTo(Endpoint.BUDGET) > 0) {
        request
            .getHeader(TimeoutAccess.class)
            .ifPresent(
                header -> header.timeoutAccess().updateTimeout(endpoint.budget().plusSeconds(1)));
      }
    }

    private CompletionStage<HttpResponse> admitted(
        Optional<Principal> principal, Credential credential) {
      Optional<Problem> no =
          Admission.refusal(endpoint, principal, credential, request, cookies, now)
              .or(() -> Admission.switchedOff(endpoint, parts.switches()))
              .or(this::queryProblem);
      if (no.isPresent()) {
        return refused(no.get());
      }
      Optional<String> key = request.getHeader("Idempotency-Key").map(HttpHeader::value);
      if (key.isPresent() && !key.get().matches("[\\x21-\\x7e]{1,200}")) {
        return refused(
            Problem.invalid(
                List.of(
                    new FieldProblem(
                        "Idempotency-Key",
                        "invalid",
                        "Use 1 to 200 visible characters without spaces."))));
      }
      return bodies.read(endpoint, request).thenCompose(body -> repeated(principal, key, body));
    }

    private CompletionStage<HttpResponse> repeated(
        Optional<Principal> principal, Optional<String> key, RequestBody.Read<I> body) {
      return switch (body) {
        case RequestBody.Read.Wrong<I>(Problem problem) -> refused(problem);
        case RequestBody.Read.Fine<I>(I input, String hash) -> {
          boolean named =
              endpoint.method() == Method.POST && key.isPresent() && principal.isPresent();
          yield named
              ? named(principal.get(), key.get(), input, hash)
              : work(input, principal, key, idempotency.fresh());
        }
      };
    }

    private CompletionStage<HttpResponse> named(
        Principal who, String key, I input, String bodyHash) {
      Key name = new Key(who.workspace(), who.user(), key);
      String whole =
          RequestIds.hash(endpoint.method().name(), request.getUri().toString(), bodyHash);
      return switch (endpoint.repeat()) {
        case REPLAYED ->
            idempotency
                .once(
                    name,
                    whole,
                    notAfter,
                    seed ->
                        work(input, Optional.of(who), Optional.of(key), seed)
                            .exceptionally(this::failed)
                            .thenCompose(this::stored))
                .thenApply(Passage::restored);
        case RUN_AGAIN ->
            idempotency
                .sameSeed(name, whole, notAfter)
                .thenCompose(seed -> work(input, Optional.of(who), Optional.of(key), seed));
      };
    }

    private String commandSeed(
        Optional<Principal> principal, Optional<String> key, Idempotency.Seed seed) {
      return key.map(name ->
              RequestIds.hash(
                  endpoint.operationId(),
                  principal.map(p -> p.workspace() + "/" + p.user()).orElse("anonymous"),
                  request.getUri().path(),
                  name))
          .orElseGet(() -> HexFormat.of().formatHex(seed.bytes()))
          .substring(0, 40);
    }

    private CompletionStage<HttpResponse> work(
        I input, Optional<Principal> principal, Optional<String> key, Idempotency.Seed seed) {
      Call call =
          new Call(
              new Call.Facts(
                  request,
                  requestId,
                  client(),
                  principal,
                  gaps,
                  new HashSet<>(endpoint.query().stream().map(Parameter::name).toList()),
                  page,
                  key,
                  commandSeed(principal, key, seed),
                  RequestIds.from(seed.bytes(), seed.at()),
                  now,
                  notAfter,
                  cookies));
      return log.before(endpoint, call, gaps)
          .thenCompose(_ -> endpoint.work().run(call, input))
          .thenCompose(answer -> log.after(endpoint, call, gaps, answer))
          .toCompletableFuture()
          .copy()
          .orTimeout(endpoint.budget().toMillis(), TimeUnit.MILLISECONDS)
          .thenApply(this::response);
    }

    private InetAddress client() {
      return addresses.of(request);
    }

    private HttpResponse response(Answer<O> answer) {
      return switch (answer) {
        case Answer.Refused<O>(Problem problem) -> Problems.response(problem, requestId, List.of());
        case Answer.Raw<O>(HttpResponse raw) -> raw;
        case Answer.Success<O> success -> {
          HttpResponse response =
              HttpResponse.create()
                  .withStatus(success.status().orElse(endpoint.status()))
                  .withHeaders(success.headers());
          yield endpoint.output() instanceof Output.None
              ? response
              : response.withEntity(
                  HttpEntities.create(
                      ContentTypes.APPLICATION_JSON, WireJson.bytes(success.body())));
        }
      };
    }

    private CompletionStage<HttpResponse> refused(Problem problem) {
      request.discardEntityBytes(parts.system());
      List<HttpHeader> headers =
          problem.status() == 401
              ? List.of(RawHeader.create("WWW-Authenticate", "Session, Bearer"))
              : List.of();
      return CompletableFuture.completedFuture(Problems.response(problem, requestId, headers));
    }

    private HttpResponse failed(Throwable failure) {
      Problem problem = Failures.problem(failure);
      if (problem.status() == 500) {
        LOG.atError()
            .setCause(Failures.unwrap(failure))
            .addKeyValue("correlation", requestId)
            .addKeyValue("operation", endpoint.operationId())
            .log("defect");
      } else if (problem.status() > 500 && !(Failures.unwrap(failure) instanceof LookUpsSpent)) {
        LOG.atWarn()
            .addKeyValue("correlation", requestId)
            .addKeyValue("operation", endpoint.operationId())
            .addKeyValue("cause", Failures.unwrap(failure).getClass().getName())
            .log("not available");
      }
      return Problems.response(problem, requestId, List.of());
    }

    private CompletionStage<Stored> stored(HttpResponse response) {
      return response
          .entity()
          .toStrict(5_000, parts.system())
          .thenApply(entity ->
              new Stored(
                  response.status().intValue(),
                  entity.getContentType().toString(),
                  entity.getData().utf8String()));
    }

    private static HttpResponse restored(Stored stored) {
      HttpResponse response = HttpResponse.create().withStatus(stored.status());
      return stored.body().isEmpty()
          ? response
          : response.withEntity(
              HttpEntities.create(
                  ContentTypes.parse(stored.contentType()),
                  stored.body().getBytes(StandardCharsets.UTF_8)));
    }

    private Optional<Problem> queryProblem() {
      QueryCheck.Checked checked = QueryCheck.check(endpoint, request.getUri());
      if (!checked.problems().isEmpty()) {
        return Optional.of(Problem.invalid(checked.problems()));
      }
      return switch (checked.page()) {
        case Parsed.Valid<Page>(Page asked) -> {
          page = asked;
          yield Optional.empty();
        }
        case Parsed.Invalid<Page>(List<FieldProblem> problems) ->
            Optional.of(Problem.invalid(problems));
      };
    }
  }
}
