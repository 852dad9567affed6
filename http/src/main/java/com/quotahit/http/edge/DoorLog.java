package com.quotahit.http.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.quotahit.actors.engine.Blocking;
import com.quotahit.core.workspace.AuditChain;
import com.quotahit.core.workspace.AuditPort;
import com.quotahit.core.workspace.Principal;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What the door itself writes into the audit log: every change that is asked for in somebody else's
 * name, before it is made, so that there is none without its entry; and what endpoints have
 * declared to be worth an entry, once it is done. When the log is out of reach the request fails.
 */
final class DoorLog {

  private final AuditPort audit;
  private final Blocking blocking;

  DoorLog(AuditPort audit, Blocking blocking) {
    this.audit = audit;
    this.blocking = blocking;
  }

  CompletionStage<Boolean> before(Endpoint<?, ?> endpoint, Call call, Map<String, String> gaps) {
    boolean toNote =
        call.maybePrincipal().flatMap(Principal::impersonation).isPresent()
            && !endpoint.method().safe()
            && endpoint.impersonated() != Endpoint.Impersonated.ALWAYS;
    if (!toNote) {
      return CompletableFuture.completedFuture(false);
    }
    Map<String, String> what = new HashMap<>(gaps);
    what.put("request", endpoint.method() + " " + endpoint.path().text());
    return blocking.run(
        "database",
        () -> {
          audit.append(
              call.workspace(),
              call.audit("impersonation.request", "endpoint:" + endpoint.operationId())
                  .after(what));
          return true;
        });
  }

  <O> CompletionStage<Answer<O>> after(
      Endpoint<?, O> endpoint, Call call, Map<String, String> gaps, Answer<O> answer) {
    if (endpoint.audited().isEmpty()
        || call.maybePrincipal().isEmpty()
        || !(answer instanceof Answer.Success<O> success)) {
      return CompletableFuture.completedFuture(answer);
    }
    Map<String, String> what = new HashMap<>(gaps);
    JsonNode made = WireJson.tree((Object) success.body()).path("id");
    if (made.isTextual()) {
      what.put("id", made.textValue());
    }
    AuditChain chain =
        endpoint.access() instanceof Access.PlatformAdmin
            ? new AuditChain.OfPlatform()
            : new AuditChain.OfWorkspace(call.workspace());
    return blocking.run(
        "database",
        () -> {
          audit.append(
              chain, call.audit(endpoint.audited().get(), "user:" + call.user()).after(what));
          return answer;
        });
  }
}
