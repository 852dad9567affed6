package com.quotahit.persistence.database;

import com.quotahit.core.shared.WorkspaceId;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.Jdbi;

/**
 * Opens the rows of one workspace for one transaction. Outside of it no tenant row can be seen,
 * with or without a WHERE: the setting ends with the transaction, so a pooled connection carries
 * nothing over.
 */
public final class TenantScope {

  private final Jdbi jdbi;

  TenantScope(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  public <T, X extends Exception> T inWorkspace(WorkspaceId workspace, HandleCallback<T, X> work)
      throws X {
    return jdbi.inTransaction(handle -> {
      enter(handle, workspace);
      return work.withHandle(handle);
    });
  }

  public <X extends Exception> void useWorkspace(WorkspaceId workspace, HandleConsumer<X> work)
      throws X {
    inWorkspace(
        workspace,
        handle -> {
          work.useHandle(handle);
          return null;
        });
  }

  /** All workspaces at once: for the platform's own processes, never for a request. */
  public <T, X extends Exception> T acrossWorkspaces(HandleCallback<T, X> work) throws X {
    return jdbi.inTransaction(handle -> {
      set(handle, "", "on");
      return work.withHandle(handle);
    });
  }

  /** Puts a transaction that is already open into a workspace, as projections need it. */
  public static void enter(Handle handle, WorkspaceId workspace) {
    set(handle, workspace.value(), "off");
  }

  private static void set(Handle handle, String workspace, String platform) {
    handle
        .createQuery(
            "SELECT set_config('app.workspace', :workspace, true)"
                + " || set_config('app.platform', :platform, true)")
        .bind("workspace", workspace)
        .bind("platform", platform)
        .mapTo(String.class)
        .one();
  }
}
