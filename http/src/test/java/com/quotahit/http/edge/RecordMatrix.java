package com.quotahit.http.edge;

import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.Role;
import com.quotahit.core.workspace.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Asks every endpoint of a table for records that exist, as everybody who must not meet them: each
 * answer must be the one for a record that does not exist, to the byte, and no list may mention
 * them. An endpoint about a record for which none was made is a violation itself.
 */
public final class RecordMatrix {

  /** A connection may be kept or not; it says nothing about the record. */
  private static final Set<String> OWN_IN_EACH_ANSWER =
      Set.of("date", "x-request-id", "connection");

  /**
   * What one person has.
   *
   * @param token of the person's session
   * @param records an id by the beginning of the paths that lead to it, up to its gap
   * @param shared beginnings of the paths to records of the whole workspace, which whoever has the
   *     permission may act on
   * @param secrets texts that nobody else may see, such as ids
   */
  public record Belongings(
      String token,
      WorkspaceId workspace,
      Map<String, String> records,
      Set<String> shared,
      Set<String> secrets) {}

  private final EdgeUnderTest edge;
  private final Belongings ann;
  private final List<String> violations = new ArrayList<>();
  private int asked;

  public RecordMatrix(EdgeUnderTest edge, Belongings ann) {
    this.edge = edge;
    this.ann = ann;
  }

  public int asked() {
    return asked;
  }

  /** Everything that somebody saw or changed who must not, in words. */
  public List<String> violations() {
    for (Endpoint<?, ?> endpoint : edge.table().endpoints()) {
      // The installation's own records are of no workspace; who may see them is told elsewhere.
      if (!(endpoint.access() instanceof Access.Open
          || endpoint.access() instanceof Access.PlatformAdmin)) {
        if (endpoint.path().gaps() > 0) {
          record(endpoint);
        } else if (endpoint.method().safe() && !(endpoint.output() instanceof Output.Events)) {
          list(endpoint);
        }
      }
    }
    return List.copyOf(violations);
  }

  /** That the records were there all the time: their owner is the one who reaches each. */
  public List<String> unreachableByTheirOwner() {
    violations.clear();
    List<Endpoint<?, ?>> lastTheDeleting =
        edge.table().endpoints().stream()
            .filter(endpoint -> endpoint.path().gaps() > 0)
            .sorted((a, b) -> Boolean.compare(deletes(a), deletes(b)))
            .toList();
    for (Endpoint<?, ?> endpoint : lastTheDeleting) {
      Optional<String> id = recordOf(endpoint);
      if (id.isPresent()) {
        EdgeUnderTest.Reply reply = ask(edge.as(ann.token()), endpoint, id.get());
        boolean reached = endpoint.method().safe() ? reply.status() < 300 : reply.status() != 404;
        if (!reached || reply.status() == 401 || reply.status() == 403) {
          violations.add(line(endpoint) + " gave the owner a " + reply.status());
        }
      }
    }
    return List.copyOf(violations);
  }

  private static boolean deletes(Endpoint<?, ?> endpoint) {
    return endpoint.method() == Method.DELETE;
  }

  private void record(Endpoint<?, ?> endpoint) {
    Optional<String> id = recordOf(endpoint);
    if (id.isEmpty()) {
      violations.add(line(endpoint) + " is about a record of which this test has none");
      return;
    }
    status(endpoint, "nobody", ask(edge.asNobody(), endpoint, id.get()), 401);
    for (Role role : Role.values()) {
      WorkspaceId south = EdgeUnderTest.SOUTH;
      stranger(endpoint, id.get(), role + " of another workspace", south, role);
      if (!maySee(endpoint, role) && !theirs(endpoint, role)) {
        stranger(endpoint, id.get(), role + " of the same workspace", ann.workspace(), role);
      }
    }
  }

  /** Whoever may read everybody's records may read this one; acting on it is its owner's alone. */
  private static boolean maySee(Endpoint<?, ?> endpoint, Role role) {
    return endpoint.method().safe()
        && endpoint
            .permission()
            .flatMap(role::scope)
            .filter(scope -> scope == Scope.WORKSPACE)
            .isPresent();
  }

  /** A record of the workspace belongs to all who hold the permission. */
  private boolean theirs(Endpoint<?, ?> endpoint, Role role) {
    String path = endpoint.path().text();
    return ann.shared().contains(path.substring(0, path.indexOf('{')))
        && endpoint.permission().flatMap(role::scope).isPresent();
  }

  private void stranger(
      Endpoint<?, ?> endpoint, String id, String who, WorkspaceId workspace, Role role) {
    EdgeUnderTest.Client client = edge.as(edge.signedIn(workspace, role, role == Role.OWNER));
    boolean admitted = endpoint.permission().map(p -> role.scope(p).isPresent()).orElse(true);
    EdgeUnderTest.Reply foreign = ask(client, endpoint, id);
    status(endpoint, who, foreign, admitted ? 404 : 403);
    EdgeUnderTest.Reply unknown = ask(client, endpoint, nobodys(id));
    if (!plain(foreign, id).equals(plain(unknown, nobodys(id)))) {
      violations.add(
          "%s told %s that the record exists:%n%s%n%s"
              .formatted(line(endpoint), who, plain(foreign, id), plain(unknown, nobodys(id))));
    }
    silent(endpoint, who, foreign);
  }

  private void list(Endpoint<?, ?> endpoint) {
    for (Role role : Role.values()) {
      boolean admitted = endpoint.permission().map(p -> role.scope(p).isPresent()).orElse(true);
      for (WorkspaceId workspace : List.of(EdgeUnderTest.SOUTH, ann.workspace())) {
        String who = role + (workspace.equals(ann.workspace()) ? " of the same" : " of another");
        EdgeUnderTest.Reply reply = ask(edge.as(edge.signedIn(workspace, role)), endpoint, "none");
        // A session made by hand has no account behind it.
        Set<Integer> fine = admitted ? Set.of(200, 404) : Set.of(403);
        if (!fine.contains(reply.status())) {
          violations.add(line(endpoint) + " gave " + who + " a " + reply.status());
        }
        boolean sees =
            workspace.equals(ann.workspace())
                && endpoint.permission().flatMap(role::scope).equals(Optional.of(Scope.WORKSPACE));
        if (!sees) {
          silent(endpoint, who, reply);
        }
      }
    }
  }

  private void silent(Endpoint<?, ?> endpoint, String who, EdgeUnderTest.Reply reply) {
    for (String secret : ann.secrets()) {
      if (reply.text().contains(secret) && !secret.equals(recordOf(endpoint).orElse(""))) {
        violations.add(line(endpoint) + " told " + who + " of " + secret);
      }
    }
  }

  private void status(
      Endpoint<?, ?> endpoint, String who, EdgeUnderTest.Reply reply, int expected) {
    if (reply.status() != expected) {
      violations.add(
          line(endpoint) + " gave " + who + " a " + reply.status() + " instead of " + expected);
    }
  }

  private Optional<String> recordOf(Endpoint<?, ?> endpoint) {
    String path = endpoint.path().text();
    int gap = path.indexOf('{');
    return gap < 0
        ? Optional.empty()
        : Optional.ofNullable(ann.records().get(path.substring(0, gap)));
  }

  private EdgeUnderTest.Reply ask(EdgeUnderTest.Client client, Endpoint<?, ?> endpoint, String id) {
    asked++;
    String path = Edge.API + endpoint.path().text();
    for (String gap : endpoint.path().names()) {
      path = path.replace("{" + gap + "}", id);
    }
    for (Parameter parameter : endpoint.query()) {
      if (endpoint.path().gaps() > 0) {
        path += (path.contains("?") ? "&" : "?") + parameter.name() + "=" + id;
      }
    }
    String body =
        edge.table()
            .described(endpoint)
            .input()
            .map(shape -> ContractMatrix.sample(edge.table().shapes(), shape).toString())
            .orElse("");
    return client.send(endpoint.method().name(), path, body);
  }

  /** An id of the same form that no record has. */
  private static String nobodys(String id) {
    return id.substring(0, id.indexOf('_') + 1) + "0".repeat(id.length() - id.indexOf('_') - 1);
  }

  /** An answer without what differs in any two. */
  private static String plain(EdgeUnderTest.Reply reply, String id) {
    Map<String, List<String>> headers = new TreeMap<>(reply.headers().map());
    headers.keySet().removeAll(OWN_IN_EACH_ANSWER);
    return (reply.status() + " " + headers + "\n" + reply.text())
        .replace(id, "the id")
        .replaceAll("\"requestId\":\"[^\"]*\"", "\"requestId\":\"…\"");
  }

  private static String line(Endpoint<?, ?> endpoint) {
    return endpoint.method() + " " + endpoint.path().text();
  }
}
