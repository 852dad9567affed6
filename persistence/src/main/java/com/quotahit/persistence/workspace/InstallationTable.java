package com.quotahit.persistence.workspace;

import com.quotahit.core.workspace.AuditChain;
import com.quotahit.core.workspace.AuditEntry;
import com.quotahit.core.workspace.AuditLine;
import com.quotahit.core.workspace.InstallationPort;
import com.quotahit.persistence.database.Database;
import com.quotahit.persistence.database.TenantScope;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Switches and settings in the table {@code installation_value}. */
public final class InstallationTable implements InstallationPort {

  private final TenantScope tenants;

  public InstallationTable(Database database) {
    this.tenants = database.tenants();
  }

  @Override
  public Map<String, String> all() {
    return tenants.acrossWorkspaces(InstallationTable::all);
  }

  private static Map<String, String> all(Handle handle) {
    Map<String, String> values = new HashMap<>();
    handle
        .createQuery("SELECT name, value FROM installation_value")
        .map((row, _) -> Map.entry(row.getString("name"), row.getString("value")))
        .forEach(value -> values.put(value.getKey(), value.getValue()));
    return values;
  }

  @Override
  public void set(Map<String, String> values, AuditEntry entry) {
    tenants.acrossWorkspaces(handle -> {
      Map<String, String> before = all(handle);
      before.keySet().retainAll(values.keySet());
      values.forEach((name, value) ->
          handle
              .createUpdate(
                  """
                  INSERT INTO installation_value (name, value, changed_by, changed_at)
                  VALUES (:name, :value, :by, :at)
                  ON CONFLICT (name) DO UPDATE
                  SET value = excluded.value, changed_by = excluded.changed_by,
                      changed_at = excluded.changed_at
                  """)
              .bind("name", name)
              .bind("value", value)
              .bind("by", AuditLine.of(new AuditChain.OfPlatform(), 1, "", entry).actor())
              .bind("at", entry.at())
              .execute());
      AuditTable.append(handle, new AuditChain.OfPlatform(), entry.before(before).after(values));
      return null;
    });
  }
}
