package com.quotahit.http.edge;

import com.quotahit.actors.engine.Directive;
import com.quotahit.core.shared.By;
import com.quotahit.core.shared.EntityId;
import com.quotahit.core.shared.IdSource;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.AuditEntry;
import com.quotahit.core.workspace.Principal;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/**
 * One request that has passed the door: who asks, what for, until when, and under which name its
 * commands run. A request with an {@code Idempotency-Key} that comes again makes the same ids and
 * the same commands.
 */
public final class Call {

  /**
   * What the door found out.
   *
   * @param commandSeed names this request's commands
   * @param client address of the one who asks, behind trusted proxies
   */
  record Facts(
      HttpRequest request,
      String requestId,
      InetAddress client,
      Optional<Principal> principal,
      Map<String, String> path,
      Set<String> queryNames,
      Page page,
      Optional<String> idempotencyKey,
      String commandSeed,
      IdSource ids,
      Instant now,
      Instant notAfter,
      SessionCookies cookies) {}

  private final Facts facts;

  Call(Facts facts) {
    this.facts = facts;
  }

  /** Who asks; only endpoints that are not open may ask this. */
  public Principal principal() {
    return facts.principal.orElseThrow(
        () -> new IllegalStateException("an open endpoint knows no principal"));
  }

  public Optional<Principal> maybePrincipal() {
    return facts.principal;
  }

  public UserId user() {
    return principal().user();
  }

  public WorkspaceId workspace() {
    return principal().workspace();
  }

  /** An entity of the caller's workspace; a foreign id meets an entity that is absent. */
  public EntityId entity(String id) {
    return new EntityId(workspace(), id);
  }

  /** In whose name commands run: under impersonation both are named. */
  public By by() {
    Principal who = principal();
    return who.key()
        .<By>map(grant -> new By.ApiKey(grant.id().value()))
        .or(() ->
            who.impersonation().map(acting -> new By.Impersonator(acting.admin(), who.user())))
        .orElseGet(() -> new By.Person(who.user()));
  }

  /**
   * An entry for the audit log about what this request does: {@code audit.append(call.workspace(),
   * call.audit("key.saved", "key:openai").after(…))}.
   *
   * @param action what happened, such as {@code key.saved}
   * @param subject what it happened to, as {@code kind:id}
   */
  public AuditEntry audit(String action, String subject) {
    return new AuditEntry(
        action,
        subject,
        Map.of(),
        Map.of(),
        by(),
        facts.client.getHostAddress(),
        facts.requestId,
        facts.now);
  }

  /** What stands in the path's gap of this name. */
  public String path(String name) {
    return Optional.ofNullable(facts.path.get(name))
        .orElseThrow(() -> new IllegalArgumentException("the path has no gap '" + name + "'"));
  }

  /** A declared query parameter. */
  public Optional<String> query(String name) {
    if (!facts.queryNames.contains(name)) {
      throw new IllegalArgumentException("the endpoint declares no parameter '" + name + "'");
    }
    return facts.request.getUri().query().get(name);
  }

  /** Which part of the list is wanted, for endpoints that answer a page. */
  public Page page() {
    return facts.page;
  }

  public String requestId() {
    return facts.requestId;
  }

  public Optional<String> idempotencyKey() {
    return facts.idempotencyKey;
  }

  /** Ids that come out the same when the same request is repeated. */
  public IdSource ids() {
    return facts.ids;
  }

  /** For the one command of this request. */
  public Directive directive() {
    return directive("");
  }

  /** For one of several commands of this request, told apart by {@code step}. */
  public Directive directive(String step) {
    String commandId = step.isEmpty() ? facts.commandSeed : facts.commandSeed + "/" + step;
    return new Directive(commandId, facts.notAfter, by(), facts.requestId);
  }

  /** For a command in nobody's name yet, such as the one that registers a user. */
  public Directive directive(String step, By by) {
    return new Directive(facts.commandSeed + "/" + step, facts.notAfter, by, facts.requestId);
  }

  public Instant now() {
    return facts.now;
  }

  /** When the client will have stopped waiting. */
  public Instant notAfter() {
    return facts.notAfter;
  }

  public InetAddress client() {
    return facts.client;
  }

  public String userAgent() {
    return header("User-Agent")
        .map(text -> text.substring(0, Math.min(300, text.length())))
        .orElse("");
  }

  public Optional<String> header(String name) {
    return facts.request.getHeader(name).map(org.apache.pekko.http.javadsl.model.HttpHeader::value);
  }

  public HttpRequest request() {
    return facts.request;
  }

  /** Where sessions begin and end. */
  public SessionCookies cookies() {
    return facts.cookies;
  }
}
