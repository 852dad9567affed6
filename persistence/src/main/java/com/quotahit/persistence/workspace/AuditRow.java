package com.quotahit.persistence.workspace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.quotahit.core.json.Json;
import com.quotahit.core.workspace.AuditLine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A row of {@code audit_entry}.
 *
 * @param line empty when the row has values that were never written by us
 */
public record AuditRow(long seq, Optional<AuditLine> line, byte[] hash) {

  static final String SELECT =
      "SELECT workspace_id, e.seq, e.at, e.action, e.subject, e.actor, e.on_behalf_of, e.before,"
          + " e.after, e.came_from, e.request_id, e.source, e.hash";

  static AuditRow of(ResultSet row) throws SQLException {
    long seq = row.getLong("seq");
    Optional<Map<String, String>> before = texts(row.getString("before"));
    Optional<Map<String, String>> after = texts(row.getString("after"));
    if (before.isEmpty() || after.isEmpty()) {
      return new AuditRow(seq, Optional.empty(), row.getBytes("hash"));
    }
    return new AuditRow(
        seq,
        Optional.of(
            new AuditLine(
                row.getString("workspace_id"),
                seq,
                row.getString("source"),
                AccountTable.instant(row, "at"),
                row.getString("action"),
                row.getString("subject"),
                row.getString("actor"),
                row.getString("on_behalf_of"),
                before.get(),
                after.get(),
                row.getString("came_from"),
                row.getString("request_id"))),
        row.getBytes("hash"));
  }

  private static Optional<Map<String, String>> texts(String json) {
    try {
      JsonNode values = Json.mapper().readTree(json);
      Map<String, String> texts = new HashMap<>();
      for (Map.Entry<String, JsonNode> value : values.properties()) {
        if (!value.getValue().isTextual()) {
          return Optional.empty();
        }
        texts.put(value.getKey(), value.getValue().textValue());
      }
      return values.isObject() ? Optional.of(texts) : Optional.empty();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("PostgreSQL gave jsonb that is not JSON", e);
    }
  }
}
