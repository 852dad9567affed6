package com.quotahit.persistence.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import com.quotahit.core.json.Json;
import com.quotahit.core.shared.EntityId;
import com.quotahit.core.shared.Recorded;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.workspace.AuditChain;
import com.quotahit.core.workspace.AuditEntry;
import com.quotahit.core.workspace.WorkspaceEvent;
import com.quotahit.persistence.journal.JournalName;
import com.quotahit.persistence.journal.JournalNames;
import com.quotahit.persistence.journal.Projection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Brings the facts of one kind of entity into the audit log of their workspace, each once. What a
 * value was before is taken from the last entry about the same subject: the journal knows only what
 * it became.
 */
public final class AuditProjection<E> implements Projection<E> {

  private static final int FIELDS_MAX = 40;

  private final String kind;
  private final Map<Class<?>, String> actions;

  public AuditProjection(JournalNames<E> names) {
    this.kind = names.kind();
    this.actions =
        names.names().stream()
            .collect(Collectors.toMap(JournalName::event, JournalName::name, (_, last) -> last));
  }

  @Override
  public String name() {
    return "audit-" + kind;
  }

  @Override
  public void apply(Handle handle, EntityId entity, long revision, Recorded<E> recorded) {
    if (recorded.event() instanceof WorkspaceEvent.Emptied) {
      // Its log goes with it; that it is gone stands in the installation's.
      return;
    }
    AuditChain chain = new AuditChain.OfWorkspace(entity.workspace());
    Map<String, String> after = new TreeMap<>();
    flatten("", Json.mapper().valueToTree(recorded.event()), after);
    after.remove("type");
    String subject = subject(entity, after);
    AuditEntry entry =
        new AuditEntry(
            actions.get(recorded.event().getClass()),
            subject,
            before(handle, chain, subject, after),
            after,
            recorded.by(),
            "",
            recorded.correlation(),
            recorded.at());
    AuditTable.appendOnce(handle, chain, kind + "|" + entity + "#" + revision, entry);
  }

  /** What is written in an audit log stays; facts that are read again are known already. */
  @Override
  public void forget(Handle handle, EntityId entity) {}

  /** A fact about somebody in a workspace is about them, not about the workspace. */
  private String subject(EntityId entity, Map<String, String> after) {
    String user = after.getOrDefault("user", "");
    if (user.startsWith(UserId.PREFIX + "_")) {
      after.remove("user");
      return "user:" + user;
    }
    return switch (kind) {
      case "workspace" -> "workspace:" + entity.workspace();
      default -> kind + ":" + entity.id();
    };
  }

  private static Map<String, String> before(
      Handle handle, AuditChain chain, String subject, Map<String, String> after) {
    Map<String, String> before = new HashMap<>();
    for (String field : after.keySet()) {
      handle
          .createQuery(
              """
              SELECT after ->> :field FROM audit_entry
              WHERE workspace_id = :chain AND subject = :subject AND jsonb_exists(after, :field)
                AND source <> ''
              ORDER BY seq DESC LIMIT 1
              """)
          .bind("field", field)
          .bind("chain", chain.key())
          .bind("subject", subject)
          .mapTo(String.class)
          .findOne()
          .filter(value -> !value.equals(after.get(field)))
          .ifPresent(value -> before.put(field, value));
    }
    return before;
  }

  private static void flatten(String name, JsonNode value, Map<String, String> into) {
    if (value.isObject()) {
      value
          .properties()
          .forEach(field ->
              flatten(
                  name.isEmpty() ? field.getKey() : name + "." + field.getKey(),
                  field.getValue(),
                  into));
    } else if (value.isArray()) {
      StringBuilder all = new StringBuilder();
      value.forEach(item ->
          all.append(all.isEmpty() ? "" : ", ")
              .append(item.isValueNode() ? item.asText() : item.toString()));
      put(name, all.toString(), into);
    } else if (!value.isNull()) {
      put(name, value.asText(), into);
    }
  }

  private static void put(String name, String value, Map<String, String> into) {
    if (into.size() < FIELDS_MAX) {
      into.put(name, value);
    }
  }
}
