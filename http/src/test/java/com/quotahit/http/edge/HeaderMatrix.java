package com.quotahit.http.edge;

import com.quotahit.core.workspace.Role;
import com.quotahit.http.edge.EdgeUnderTest.Client;
import com.quotahit.http.edge.EdgeUnderTest.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Asks every endpoint of a table in every way that ends early, and looks at what each answer tells
 * the browser: for nobody, for a forged page, for a body that is none, for a parameter, a path and
 * a method that are not there, and for a defect.
 */
public final class HeaderMatrix {

  private static final Map<String, String> WANTED =
      Map.of(
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY",
          "Referrer-Policy", "strict-origin-when-cross-origin",
          "Cross-Origin-Opener-Policy", "same-origin",
          "Cross-Origin-Resource-Policy", "same-origin");

  private static final List<String> NEVER =
      List.of(
          "Server",
          "X-Powered-By",
          "Access-Control-Allow-Origin",
          "Access-Control-Allow-Credentials");

  private final EdgeUnderTest edge;
  private final List<String> violations = new ArrayList<>();
  private int looked;

  public HeaderMatrix(EdgeUnderTest edge) {
    this.edge = edge;
  }

  public int looked() {
    return looked;
  }

  /** Every header that is missing, wrong or one too many, in words. */
  public List<String> violations() {
    Client nobody = edge.asNobody();
    Client viewer = edge.as(edge.signedIn(EdgeUnderTest.NORTH, Role.VIEWER));
    for (Endpoint<?, ?> endpoint : edge.table().endpoints()) {
      String method = endpoint.method().name();
      String path = "/api/v1" + endpoint.path().text().replaceAll("\\{[^}]+}", "unknown");
      look(method + " " + path + " by nobody", nobody.send(method, path, ""));
      if (!endpoint.method().safe()) {
        look(
            method + " " + path + " from elsewhere",
            viewer.send(method, path, "{}", "Sec-Fetch-Site", "cross-site"));
        look(method + " " + path + " with nonsense", nobody.send(method, path, "{\"a\":"));
      }
      look(
          method + " " + path + " with an unknown parameter",
          nobody.send(method, path + "?nonsense=1", ""));
    }
    look("a path that is not there", nobody.get("/api/v1/nowhere"));
    look("a method that is not there", nobody.send("PUT", "/api/v1/me", "{}"));
    look("a method nobody knows", nobody.send("PROPFIND", "/api/v1/me", ""));
    look("asking what is allowed", nobody.send("OPTIONS", "/api/v1/me", ""));
    return List.copyOf(violations);
  }

  /** Paths that change something by being looked at, by their names. */
  public List<String> linksThatAct() {
    return edge.table().endpoints().stream()
        .filter(endpoint -> endpoint.method().safe())
        .map(endpoint -> endpoint.path().text())
        .filter(path -> path.matches(".*/(accept|logout|confirm|delete|remove|reset)"))
        .toList();
  }

  private void look(String what, Reply reply) {
    looked++;
    WANTED.forEach((name, value) -> {
      if (!reply.header(name).equals(value)) {
        violations.add(what + ": " + name + " is '" + reply.header(name) + "'");
      }
    });
    String policy = reply.header("Content-Security-Policy");
    if (!policy.startsWith("default-src 'none'")
        || !policy.contains("frame-ancestors 'none'")
        || policy.contains("unsafe")) {
      violations.add(what + ": Content-Security-Policy is '" + policy + "'");
    }
    if (!reply.header("Cache-Control").contains("no-store")) {
      violations.add(what + ": may be kept in a cache");
    }
    if (!reply.header("Permissions-Policy").contains("microphone=(self)")) {
      violations.add(what + ": no Permissions-Policy");
    }
    if (reply.header("X-Request-Id").isEmpty()) {
      violations.add(what + ": no request id");
    }
    for (String name : NEVER) {
      if (!reply.header(name).isEmpty()) {
        violations.add(what + ": tells " + name);
      }
    }
    if (!reply.text().isEmpty() && !reply.header("Content-Type").contains("json")) {
      violations.add(what + ": a body of type '" + reply.header("Content-Type") + "'");
    }
    if (reply.status() >= 400 && reply.text().contains("Exception")) {
      violations.add(what + ": shows an exception");
    }
    reply.headers().allValues("Set-Cookie").stream()
        .filter(cookie -> !cookie.contains("SameSite=Lax") || !cookie.contains("Path=/"))
        .forEach(cookie -> violations.add(what + ": a cookie without bounds"));
  }
}
