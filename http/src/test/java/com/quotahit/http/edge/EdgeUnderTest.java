package com.quotahit.http.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.engine.BlockingLimit;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.ApiKeyId;
import com.quotahit.core.workspace.AuditChain;
import com.quotahit.core.workspace.AuditEntry;
import com.quotahit.core.workspace.AuditInMemory;
import com.quotahit.core.workspace.AuditPort;
import com.quotahit.core.workspace.Entitled;
import com.quotahit.core.workspace.FeatureSwitch;
import com.quotahit.core.workspace.IdempotencyInMemory;
import com.quotahit.core.workspace.Impersonation;
import com.quotahit.core.workspace.Permission;
import com.quotahit.core.workspace.Principal;
import com.quotahit.core.workspace.RatesPort;
import com.quotahit.core.workspace.Role;
import com.typesafe.config.ConfigFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.http.javadsl.ServerBinding;

/**
 * The real server on a free loopback port over a table of endpoints, with sessions made by hand.
 * For the route tests of every feature: {@code edge.as(token).post(…)}.
 */
public final class EdgeUnderTest implements AutoCloseable {

  public static final WorkspaceId NORTH = new WorkspaceId("wsp_" + "0".repeat(25) + "1");
  public static final WorkspaceId SOUTH = new WorkspaceId("wsp_" + "0".repeat(25) + "2");

  /** One answer. */
  public record Reply(int status, JsonNode json, String text, java.net.http.HttpHeaders headers) {
    public String header(String name) {
      return headers.firstValue(name).orElse("");
    }

    public String code() {
      return json.path("code").asText();
    }
  }

  /** Bounds wide enough for any test. */
  public static final Blocking BLOCKING =
      new Blocking(
          Map.of(
              "database", new BlockingLimit(8, 1000, Duration.ofSeconds(5)),
              "audit", new BlockingLimit(1, 0, Duration.ofSeconds(5)),
              "payments", new BlockingLimit(8, 1000, Duration.ofSeconds(5)),
              "sandbox", new BlockingLimit(4, 1000, Duration.ofSeconds(5)),
              "passwords", new BlockingLimit(2, 64, Duration.ofSeconds(13)),
              "single-sign-on", new BlockingLimit(4, 100, Duration.ofSeconds(5))));

  private final ActorTestKit kit;
  private final ServerBinding binding;
  private final EndpointTable table;
  private final Map<String, Principal> sessions = new ConcurrentHashMap<>();
  private final AuditInMemory audit = new AuditInMemory();
  private final List<AuditPort> books = new CopyOnWriteArrayList<>();
  private final Set<FeatureSwitch> switchedOff = ConcurrentHashMap.newKeySet();
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();

  public EdgeUnderTest(List<Endpoint<?, ?>> endpoints) {
    this(endpoints, Optional.empty());
  }

  public EdgeUnderTest(List<Endpoint<?, ?>> endpoints, Optional<Path> web) {
    this(endpoints, web, Optional.empty());
  }

  /** With real sessions beside those made by hand. */
  public EdgeUnderTest(
      List<Endpoint<?, ?>> endpoints, Optional<Path> web, Optional<Sessions> real) {
    this(endpoints, web, real, _ -> Optional.empty());
  }

  public EdgeUnderTest(
      List<Endpoint<?, ?>> endpoints,
      Optional<Path> web,
      Optional<Sessions> real,
      RatesPort rates) {
    this(
        ActorTestKit.create(
            ConfigFactory.parseString("pekko.actor.provider=local")
                .withFallback(ConfigFactory.load())),
        endpoints,
        web,
        real,
        rates);
  }

  public EdgeUnderTest(
      ActorTestKit kit,
      List<Endpoint<?, ?>> endpoints,
      Optional<Path> web,
      Optional<Sessions> real) {
    this(kit, endpoints, web, real, _ -> Optional.empty());
  }

  public EdgeUnderTest(
      ActorTestKit kit,
      List<Endpoint<?, ?>> endpoints,
      Optional<Path> web,
      Optional<Sessions> real,
      RatesPort rates) {
    this.kit = kit;
    this.table = new EndpointTable(endpoints);
    EdgeSettings settings =
        new EdgeSettings(
            "127.0.0.1",
            0,
            URI.create("http://127.0.0.1"),
            Optional.empty(),
            8081,
            web,
            Duration.ofSeconds(15),
            Duration.ofSeconds(75),
            1000,
            100,
            List.of(),
            Duration.ofSeconds(30),
            Duration.ofSeconds(15));
    InstantSource clock = InstantSource.system();
    Sessions others =
        real.orElse(_ -> CompletableFuture.completedFuture(Optional.<Principal>empty()));
    Sessions byHandFirst =
        token ->
            sessions.containsKey(token)
                ? CompletableFuture.completedFuture(Optional.of(sessions.get(token)))
                : others.find(token);
    Edge.Parts parts =
        new Edge.Parts(
            kit.system(),
            settings,
            table,
            byHandFirst,
            rates,
            new IdempotencyInMemory(clock),
            this::write,
            which -> !switchedOff.contains(which),
            BLOCKING,
            clock,
            new SecureRandom(),
            new RequestMeter(new SimpleMeterRegistry()));
    this.binding =
        EdgeServer.open(parts, 8081).toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }

  public EndpointTable table() {
    return table;
  }

  public ActorTestKit kit() {
    return kit;
  }

  /** As a platform admin does it for the whole installation. */
  public void switchOff(FeatureSwitch which) {
    switchedOff.add(which);
  }

  /** From now on what is written down goes into this one as well. */
  public void writeInto(AuditPort book) {
    books.add(book);
  }

  private void write(AuditChain chain, AuditEntry entry) {
    audit.append(chain, entry);
    books.forEach(book -> book.append(chain, entry));
  }

  /** What was written down of requests in somebody else's name. */
  public AuditInMemory audit() {
    return audit;
  }

  public String base() {
    return "http://127.0.0.1:" + binding.localAddress().getPort();
  }

  /** A session of a new user; gives its token. */
  public String signedIn(WorkspaceId workspace, Role role) {
    return signedIn(workspace, role, false);
  }

  public String signedIn(WorkspaceId workspace, Role role, boolean platformAdmin) {
    return signedIn(workspace, role, platformAdmin, Entitled.EVERYTHING);
  }

  public String signedIn(
      WorkspaceId workspace, Role role, boolean platformAdmin, Entitled entitled) {
    String token = "token-" + (sessions.size() + 1);
    String body = String.format("%026d", sessions.size() + 1);
    sessions.put(
        token,
        new Principal(
            new UserId("usr_" + body),
            workspace,
            role,
            platformAdmin,
            entitled.usable(),
            entitled.readOnly(),
            "ses_" + body,
            Instant.now()));
    return token;
  }

  /** A session in which a platform admin acts for an owner. */
  public String impersonating(WorkspaceId workspace, Impersonation.Mode mode) {
    String token = signedIn(workspace, Role.OWNER);
    sessions.computeIfPresent(
        token,
        (_, p) ->
            new Principal(
                p.user(),
                p.workspace(),
                p.role(),
                false,
                p.modules(),
                p.readOnly(),
                p.sessionId(),
                p.since(),
                Optional.of(
                    new Impersonation(
                        "imp_" + p.user().value().substring(4),
                        new UserId("usr_" + "0".repeat(25) + "z"),
                        "Ada Admin",
                        "Looking into ticket 4711",
                        mode,
                        Instant.now().plus(Duration.ofMinutes(30))))));
    return token;
  }

  /** A session that was begun a day ago and not confirmed since. */
  public String signedInLongAgo(WorkspaceId workspace, Role role) {
    String token = signedIn(workspace, role, true);
    sessions.computeIfPresent(
        token,
        (_, p) ->
            new Principal(
                p.user(),
                p.workspace(),
                p.role(),
                p.platformAdmin(),
                p.modules(),
                p.readOnly(),
                p.sessionId(),
                Instant.now().minus(Duration.ofDays(1))));
    return token;
  }

  public Principal principal(String token) {
    return sessions.get(token);
  }

  /** A partner's key with these scopes; gives the key. */
  public String key(WorkspaceId workspace, Permission... scopes) {
    String token = "qh_live_by-hand-" + (sessions.size() + 1);
    ApiKeyId id = new ApiKeyId("key_" + String.format("%026d", sessions.size() + 1));
    sessions.put(
        token,
        new Principal(
            id.owner(),
            workspace,
            Role.API_CLIENT,
            false,
            Entitled.EVERYTHING.usable(),
            Entitled.EVERYTHING.readOnly(),
            id.value(),
            Instant.now(),
            Optional.empty(),
            Optional.of(new Principal.KeyGrant(id, Set.of(scopes)))));
    return token;
  }

  /** Requests with this session's cookie and token, or with this key; an empty token is nobody. */
  public Client as(String token) {
    return new Client(token);
  }

  public Client asNobody() {
    return new Client("");
  }

  /** Speaks as one browser does. */
  public final class Client {
    private final String token;

    private Client(String token) {
      this.token = token;
    }

    public Reply get(String path, String... headers) {
      return send("GET", path, "", headers);
    }

    public Reply post(String path, String json, String... headers) {
      return send("POST", path, json, headers);
    }

    public Reply delete(String path, String... headers) {
      return send("DELETE", path, "", headers);
    }

    public Reply send(String method, String path, String json, String... headers) {
      return answer(request(method, path, json, headers));
    }

    public CompletableFuture<Reply> sendLater(
        String method, String path, String json, String... headers) {
      return client
          .sendAsync(request(method, path, json, headers), HttpResponse.BodyHandlers.ofString())
          .thenApply(EdgeUnderTest::reply);
    }

    public HttpRequest request(String method, String path, String json, String... headers) {
      HttpRequest.Builder builder =
          HttpRequest.newBuilder(URI.create(base() + path))
              .timeout(Duration.ofSeconds(30))
              .method(
                  method,
                  json.isEmpty()
                      ? HttpRequest.BodyPublishers.noBody()
                      : HttpRequest.BodyPublishers.ofString(json));
      if (!json.isEmpty()) {
        builder.setHeader("Content-Type", "application/json");
      }
      if (token.startsWith("qh_live_")) {
        builder.setHeader("Authorization", "Bearer " + token);
      } else if (!token.isEmpty()) {
        builder.setHeader("Cookie", "qh_session=" + token);
        builder.setHeader("X-CSRF-Token", SessionCookies.csrfToken(token));
      }
      for (int i = 0; i < headers.length; i += 2) {
        builder.setHeader(headers[i], headers[i + 1]);
      }
      return builder.build();
    }
  }

  public Reply answer(HttpRequest request) {
    try {
      Reply reply = reply(client.send(request, HttpResponse.BodyHandlers.ofString()));
      ContractMatrix.requireDescribed(table, request.method(), request.uri().getPath(), reply);
      return reply;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Reply reply(HttpResponse<String> response) {
    boolean json = response.headers().firstValue("Content-Type").orElse("").contains("json");
    try {
      JsonNode tree =
          json && !response.body().isEmpty()
              ? WireJson.mapper().readTree(response.body())
              : WireJson.mapper().missingNode();
      return new Reply(response.statusCode(), tree, response.body(), response.headers());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    kit.shutdownTestKit();
  }
}
