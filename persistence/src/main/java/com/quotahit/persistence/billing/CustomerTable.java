package com.quotahit.persistence.billing;

import com.quotahit.core.billing.CustomersPort;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.persistence.database.TenantScope;
import java.util.List;
import java.util.Optional;

/** Customers of the payment provider and the workspaces behind them. */
public final class CustomerTable implements CustomersPort {

  private final TenantScope tenants;

  public CustomerTable(TenantScope tenants) {
    this.tenants = tenants;
  }

  @Override
  public Optional<WorkspaceId> workspace(String customer) {
    return tenants.acrossWorkspaces(handle ->
        handle
            .createQuery("SELECT workspace_id FROM billing_customer WHERE customer = :customer")
            .bind("customer", customer)
            .mapTo(String.class)
            .findOne()
            .map(WorkspaceId::new));
  }

  @Override
  public List<UserId> members(WorkspaceId workspace) {
    return tenants.inWorkspace(
        workspace,
        handle ->
            handle
                .createQuery(
                    """
                    SELECT user_id FROM workspace_member
                    WHERE workspace_id = :workspace AND active
                    ORDER BY (role = 'owner') DESC, user_id LIMIT 10000
                    """)
                .bind("workspace", workspace)
                .mapTo(String.class)
                .list()
                .stream()
                .map(UserId::new)
                .toList());
  }

  @Override
  public boolean exists(WorkspaceId workspace) {
    return tenants.inWorkspace(
        workspace,
        handle ->
            handle
                    .createQuery("SELECT count(*) FROM workspace WHERE workspace_id = :workspace")
                    .bind("workspace", workspace)
                    .mapTo(Long.class)
                    .one()
                > 0);
  }
}
