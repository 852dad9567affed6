package com.quotahit.http.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quotahit.core.shared.FieldProblem;
import com.quotahit.core.workspace.ApiKey;
import com.quotahit.core.workspace.Entitled;
import com.quotahit.core.workspace.Impersonation;
import com.quotahit.core.workspace.Permission;
import com.quotahit.core.workspace.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks every endpoint of a table as somebody who must not: nobody, a lower role, a foreign
 * workspace, a forged page. And holds answers against the description.
 *
 * <pre>{@code
 * assertThat(new ContractMatrix(edge).violations(template -> Optional.of(idOfNorth))).isEmpty();
 * }</pre>
 */
public final class ContractMatrix {

  /** An id of a record of {@link EdgeUnderTest#NORTH} for the gaps of a path, if there is one. */
  @FunctionalInterface
  public interface Records {
    Optional<String> idFor(String template, String gap);
  }

  private final EdgeUnderTest edge;
  private final List<String> violations = new ArrayList<>();

  public ContractMatrix(EdgeUnderTest edge) {
    this.edge = edge;
  }

  /** Method and path, such as {@code GET /audit}. */
  public static String name(Endpoint<?, ?> endpoint) {
    return endpoint.method() + " " + endpoint.path().text();
  }

  /** Everything that was let through, in words. */
  public List<String> violations(Records north) {
    violations.clear();
    for (Endpoint<?, ?> endpoint : edge.table().endpoints()) {
      if (!(endpoint.access() instanceof Access.Open)) {
        nobody(endpoint, north);
        forged(endpoint, north);
        lowerRoles(endpoint, north);
        keys(endpoint, north);
        signedInLongAgo(endpoint, north);
        foreign(endpoint, north);
        lapsed(endpoint, north);
        stillReadable(endpoint, north);
      }
    }
    return List.copyOf(violations);
  }

  /** The same without foreign records: no request reaches the work of an endpoint. */
  public List<String> violationsAtTheDoor() {
    violations.clear();
    Records none = (_, _) -> Optional.empty();
    for (Endpoint<?, ?> endpoint : edge.table().endpoints()) {
      if (!(endpoint.access() instanceof Access.Open)) {
        nobody(endpoint, none);
        forged(endpoint, none);
        lowerRoles(endpoint, none);
        keys(endpoint, none);
        impersonating(endpoint);
        signedInLongAgo(endpoint, none);
        lapsed(endpoint, none);
      }
    }
    return List.copyOf(violations);
  }

  private void nobody(Endpoint<?, ?> endpoint, Records north) {
    expect(endpoint, "nobody", ask(edge.asNobody(), endpoint, north), Set.of(401));
    expect(endpoint, "a made-up session", ask(edge.as("x"), endpoint, north), Set.of(401));
  }

  private void forged(Endpoint<?, ?> endpoint, Records north) {
    if (endpoint.method().safe()) {
      return;
    }
    EdgeUnderTest.Client owner = edge.as(edge.signedIn(EdgeUnderTest.NORTH, Role.OWNER, true));
    expect(
        endpoint,
        "a foreign page",
        ask(owner, endpoint, north, "Sec-Fetch-Site", "cross-site"),
        Set.of(403));
    expect(
        endpoint,
        "a page without the token",
        ask(owner, endpoint, north, SessionCookies.CSRF_HEADER, "guessed"),
        Set.of(403));
  }

  private void signedInLongAgo(Endpoint<?, ?> endpoint, Records north) {
    if (endpoint.signIn() == Endpoint.SignIn.RECENT) {
      EdgeUnderTest.Client owner = edge.as(edge.signedInLongAgo(EdgeUnderTest.NORTH, Role.OWNER));
      expect(endpoint, "a sign-in of yesterday", ask(owner, endpoint, north), Set.of(403));
    }
  }

  /**
   * A partner's key without the endpoint's scope stays outside, and so does one with every scope
   * that keys can have where only people may go. A session's secret is no key.
   */
  private void keys(Endpoint<?, ?> endpoint, Records north) {
    EdgeUnderTest.Client bare = edge.as(edge.key(EdgeUnderTest.NORTH));
    expect(endpoint, "a key without scopes", ask(bare, endpoint, north), Set.of(403));
    boolean open = endpoint.permission().map(ApiKey::possible).orElse(false);
    Permission[] others =
        Arrays.stream(Permission.values())
            .filter(ApiKey::possible)
            .filter(permission -> !endpoint.permission().equals(Optional.of(permission)))
            .toArray(Permission[]::new);
    EdgeUnderTest.Client full = edge.as(edge.key(EdgeUnderTest.NORTH, others));
    expect(
        endpoint,
        open ? "a key with every other scope" : "a key where only people may go",
        ask(full, endpoint, north),
        Set.of(403));
    String session = edge.signedIn(EdgeUnderTest.NORTH, Role.OWNER, true);
    expect(
        endpoint,
        "a session's secret in the place of a key",
        ask(edge.asNobody(), endpoint, north, "Authorization", "Bearer " + session),
        Set.of(401));
  }

  private void lowerRoles(Endpoint<?, ?> endpoint, Records north) {
    for (Role role : Role.values()) {
      boolean allowed =
          switch (endpoint.access()) {
            case Access.Open _, Access.SignedIn _ -> true;
            case Access.Needs(Permission permission) -> role.scope(permission).isPresent();
            case Access.PlatformAdmin _ -> false;
          };
      if (!allowed) {
        EdgeUnderTest.Client lower = edge.as(edge.signedIn(EdgeUnderTest.NORTH, role));
        expect(endpoint, "the role " + role, ask(lower, endpoint, north), Set.of(403));
      }
    }
  }

  /** Without the module nothing is open; after it has run out nothing can be changed. */
  private void lapsed(Endpoint<?, ?> endpoint, Records north) {
    endpoint
        .module()
        .ifPresent(module -> {
          Entitled none = Entitled.NOTHING;
          expect(endpoint, "no plan", ask(owner(none), endpoint, north), Set.of(402));
          if (!endpoint.method().safe()) {
            Entitled over = new Entitled(Set.of(), Set.of(module));
            expect(endpoint, "a plan run out", ask(owner(over), endpoint, north), Set.of(402));
          }
        });
  }

  private void stillReadable(Endpoint<?, ?> endpoint, Records north) {
    endpoint
        .module()
        .filter(_ -> endpoint.method().safe())
        .map(module -> ask(owner(new Entitled(Set.of(), Set.of(module))), endpoint, north))
        .filter(reply -> reply.status() == 402)
        .ifPresent(_ -> violations.add(endpoint.path().text() + " hides what was made"));
  }

  private EdgeUnderTest.Client owner(Entitled entitled) {
    return edge.as(edge.signedIn(EdgeUnderTest.NORTH, Role.OWNER, true, entitled));
  }

  /**
   * What is closed to impersonation is so whatever else it asks for, and looking changes nothing.
   */
  private void impersonating(Endpoint<?, ?> endpoint) {
    for (Impersonation.Mode mode : Impersonation.Mode.values()) {
      boolean closed =
          switch (endpoint.impersonated()) {
            case REFUSED -> true;
            case AS_THE_USER -> mode == Impersonation.Mode.READ_ONLY && !endpoint.method().safe();
            case ALWAYS -> false;
          };
      if (closed) {
        EdgeUnderTest.Client admin = edge.as(edge.impersonating(EdgeUnderTest.NORTH, mode));
        EdgeUnderTest.Reply reply = ask(admin, endpoint, (_, _) -> Optional.empty());
        expect(endpoint, "an impersonation that is " + mode, reply, Set.of(403));
        if (reply.status() == 403 && !reply.code().equals("impersonation.refused")) {
          violations.add(endpoint.operationId() + " refused an impersonation with " + reply.code());
        }
      }
    }
  }

  /**
   * A foreign id must look like one that does not exist; a body may be refused before it is used.
   */
  private void foreign(Endpoint<?, ?> endpoint, Records north) {
    if (endpoint.path().gaps() == 0) {
      return;
    }
    EdgeUnderTest.Client south = edge.as(edge.signedIn(EdgeUnderTest.SOUTH, Role.OWNER, true));
    Set<Integer> fine =
        endpoint.input() instanceof Input.None ? Set.of(404) : Set.of(400, 404, 415, 422);
    expect(endpoint, "another workspace", ask(south, endpoint, north), fine);
  }

  private EdgeUnderTest.Reply ask(
      EdgeUnderTest.Client client, Endpoint<?, ?> endpoint, Records north, String... headers) {
    String path = Edge.API + endpoint.path().text();
    for (String gap : endpoint.path().names()) {
      String id = north.idFor(endpoint.path().text(), gap).orElse("unknown");
      path = path.replace("{" + gap + "}", id);
    }
    String body =
        edge.table()
            .described(endpoint)
            .input()
            .map(shape -> sample(edge.table().shapes(), shape).toString())
            .orElse("");
    return client.send(endpoint.method().name(), path, body, headers);
  }

  private void expect(
      Endpoint<?, ?> endpoint, String who, EdgeUnderTest.Reply reply, Set<Integer> fine) {
    if (!fine.contains(reply.status())) {
      violations.add(
          endpoint.method()
              + " "
              + endpoint.path().text()
              + " gave "
              + who
              + " a "
              + reply.status()
              + " instead of "
              + fine);
    }
  }

  /** The smallest value of a shape. */
  static JsonNode sample(Shapes shapes, Schema schema) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    return switch (schema) {
      case Schema.Text(String format, List<String> oneOf) ->
          json.textNode(
              !oneOf.isEmpty()
                  ? oneOf.getFirst()
                  : switch (format) {
                    case "date-time" -> "2026-01-05T09:00:00.000Z";
                    case "date" -> "2026-01-05";
                    case "uri" -> "https://example.com/";
                    default -> "sample";
                  });
      case Schema.Whole _ -> json.numberNode(1);
      case Schema.Decimal() -> json.numberNode(1);
      case Schema.Flag() -> json.booleanNode(true);
      case Schema.Anything(), Schema.Maybe _ -> json.nullNode();
      case Schema.ListOf _ -> json.arrayNode();
      case Schema.MapOf _ -> json.objectNode();
      case Schema.Named named -> sample(shapes, shapes.resolve(named));
      case Schema.Union(Map<String, String> members) ->
          sample(shapes, new Schema.Named(members.values().iterator().next()));
      case Schema.Fields(List<Schema.Field> fields) -> {
        ObjectNode object = json.objectNode();
        fields.forEach(f -> object.set(f.name(), sample(shapes, f.schema())));
        yield object;
      }
    };
  }

  /** Whatever an endpoint answers must be what its description says. */
  static void requireDescribed(
      EndpointTable table, String method, String path, EdgeUnderTest.Reply reply) {
    if (!path.startsWith(Edge.API + "/")) {
      return;
    }
    if (reply.status() >= 400) {
      requireProblem(table, reply);
      return;
    }
    boolean known = List.of("GET", "POST", "PUT", "PATCH", "DELETE").contains(method);
    if (known
        && table.match(Method.valueOf(method), path.substring(Edge.API.length()))
            instanceof EndpointTable.Match.Found(Endpoint<?, ?> endpoint, Map<String, String> _)) {
      requireDescribed(table, endpoint, reply);
    }
  }

  private static void requireDescribed(
      EndpointTable table, Endpoint<?, ?> endpoint, EdgeUnderTest.Reply reply) {
    String what = endpoint.method() + " " + endpoint.path().text();
    boolean raw = endpoint.output() instanceof Output.Bytes;
    boolean declared =
        endpoint.status() == reply.status()
            || endpoint.otherStatuses().contains(reply.status())
            || (raw && reply.status() == 206);
    if (!declared) {
      throw new AssertionError(what + " answered " + reply.status() + ", which is not described");
    }
    table
        .described(endpoint)
        .output()
        .ifPresent(shape -> {
          List<FieldProblem> problems = ShapeCheck.problems(table.shapes(), shape, reply.json());
          if (!problems.isEmpty()) {
            throw new AssertionError(
                what + " answered what is not described: " + problems + " in " + reply.text());
          }
        });
  }

  private static void requireProblem(EndpointTable table, EdgeUnderTest.Reply reply) {
    if (reply.text().isEmpty() && reply.json().isMissingNode()) {
      return;
    }
    List<FieldProblem> problems =
        ShapeCheck.problems(
            table.shapes(), new Schema.Named(WireNames.component(ProblemWire.class)), reply.json());
    if (!problems.isEmpty() || !reply.header("content-type").startsWith(Problems.MEDIA_TYPE)) {
      throw new AssertionError("an error that is no problem: " + reply.text() + " " + problems);
    }
  }
}
