package com.quotahit.persistence.billing;

import com.quotahit.core.billing.Coupon;
import com.quotahit.core.billing.CouponsPort;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.persistence.database.TenantScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Coupons, counted in their own row: of many who ask at once for the last one, the row's lock lets
 * one have it.
 */
public final class CouponTable implements CouponsPort {

  private static final String COLUMNS =
      "code, percent_off, months, redemptions_most, redeemed, expires_at, active";

  private static final int HOLDS_MOST = 20;
  private static final int LOOKS_MOST = 1000;

  private final TenantScope tenants;

  public CouponTable(TenantScope tenants) {
    this.tenants = tenants;
  }

  @Override
  public Redemption hold(
      String code, WorkspaceId workspace, String attempt, Instant until, Instant now) {
    return tenants.inWorkspace(
        workspace,
        handle -> {
          Optional<Coupon> found = find(handle, code, " FOR UPDATE");
          if (found.isEmpty()) {
            return new Redemption.NoSuchCoupon();
          }
          Coupon coupon = found.get();
          boolean over = coupon.expiresAt().filter(end -> !now.isBefore(end)).isPresent();
          if (!coupon.active() || over) {
            return new Redemption.UsedUp();
          }
          if (!insert(handle, code, workspace, attempt, until, now)) {
            return before(handle, coupon, workspace, attempt);
          }
          boolean left =
              coupon.redemptionsMost().isEmpty()
                  || coupon.redeemed() < coupon.redemptionsMost().getAsInt();
          if (!left) {
            delete(handle, code, workspace, attempt);
            return new Redemption.UsedUp();
          }
          handle.execute("UPDATE coupon SET redeemed = redeemed + 1 WHERE code = ?", code);
          return new Redemption.Yours(coupon);
        });
  }

  private static Redemption before(
      Handle handle, Coupon coupon, WorkspaceId workspace, String attempt) {
    return handle
        .createQuery(
            """
            SELECT attempt, checkout, held_until IS NULL AS used FROM coupon_redemption
            WHERE code = :code AND workspace_id = :workspace
            """)
        .bind("code", coupon.code())
        .bind("workspace", workspace)
        .map((row, _) -> {
          if (row.getBoolean("used")) {
            return new Redemption.RedeemedBefore();
          }
          String held = row.getString("attempt");
          return held.equals(attempt)
              ? new Redemption.Yours(coupon)
              : new Redemption.HeldBefore(held, Optional.ofNullable(row.getString("checkout")));
        })
        .one();
  }

  @Override
  public boolean move(String code, WorkspaceId workspace, String from, String to, Instant until) {
    return tenants.inWorkspace(
        workspace,
        handle ->
            handle
                    .createUpdate(
                        """
                        UPDATE coupon_redemption
                        SET attempt = :to, checkout = NULL, held_until = :until
                        WHERE workspace_id = :workspace AND code = :code AND attempt = :from
                          AND held_until IS NOT NULL
                        """)
                    .bind("to", to)
                    .bind("until", until)
                    .bind("workspace", workspace)
                    .bind("code", code)
                    .bind("from", from)
                    .execute()
                == 1);
  }

  @Override
  public boolean heldFor(String code, WorkspaceId workspace, String attempt, String checkout) {
    return tenants.inWorkspace(
        workspace,
        handle ->
            handle
                    .createUpdate(
                        """
                        UPDATE coupon_redemption SET checkout = :checkout
                        WHERE workspace_id = :workspace AND code = :code AND attempt = :attempt
                          AND held_until IS NOT NULL
                        """)
                    .bind("checkout", checkout)
                    .bind("workspace", workspace)
                    .bind("code", code)
                    .bind("attempt", attempt)
                    .execute()
                == 1);
  }

  @Override
  public List<Hold> holds(WorkspaceId workspace) {
    return tenants.inWorkspace(
        workspace,
        handle ->
            handle
                .createQuery(
                    """
                    SELECT checkout, held_until FROM coupon_redemption
                    WHERE workspace_id = :workspace AND held_until IS NOT NULL
                      AND checkout IS NOT NULL
                    ORDER BY held_at LIMIT :most
                    """)
                .bind("workspace", workspace)
                .bind("most", HOLDS_MOST)
                .map((row, _) ->
                    new Hold(
                        row.getString("checkout"),
                        row.getObject("held_until", OffsetDateTime.class).toInstant()))
                .list());
  }

  @Override
  public void redeemed(WorkspaceId workspace, String checkout) {
    tenants.useWorkspace(
        workspace,
        handle ->
            handle.execute(
                """
                UPDATE coupon_redemption SET held_until = NULL
                WHERE workspace_id = ? AND checkout = ?
                """,
                workspace,
                checkout));
  }

  @Override
  public void notRedeemed(WorkspaceId workspace, String checkout) {
    tenants.useWorkspace(
        workspace,
        handle ->
            handle
                .createQuery(
                    """
                    SELECT code, attempt FROM coupon_redemption
                    WHERE workspace_id = :workspace AND checkout = :checkout
                    """)
                .bind("workspace", workspace)
                .bind("checkout", checkout)
                .map((row, _) -> Map.entry(row.getString("code"), row.getString("attempt")))
                .list()
                .forEach(held -> lessOne(handle, held.getKey(), workspace, held.getValue())));
  }

  @Override
  public void giveBack(String code, WorkspaceId workspace, String attempt) {
    tenants.useWorkspace(workspace, handle -> lessOne(handle, code, workspace, attempt));
  }

  @Override
  public int lookAtOverdue(Instant now) {
    return tenants.acrossWorkspaces(handle -> {
      List<String> codes =
          handle
              .createQuery(
                  """
                  SELECT DISTINCT code FROM coupon_redemption
                  WHERE held_until < :now AND checkout IS NULL ORDER BY code
                  """)
              .bind("now", now)
              .mapTo(String.class)
              .list();
      int all = 0;
      for (String code : codes) {
        find(handle, code, " FOR UPDATE");
        int gone =
            handle
                .createUpdate(
                    """
                    DELETE FROM coupon_redemption
                    WHERE code = :code AND held_until < :now AND checkout IS NULL
                    """)
                .bind("code", code)
                .bind("now", now)
                .execute();
        less(handle, code, gone);
        all += gone;
      }
      return all
          + handle
              .createUpdate(
                  """
                  INSERT INTO payment_look (customer)
                  SELECT DISTINCT c.customer FROM coupon_redemption r
                  JOIN billing_customer c ON c.workspace_id = r.workspace_id
                  WHERE r.held_until < :now AND r.checkout IS NOT NULL
                  ORDER BY c.customer LIMIT :most ON CONFLICT (customer) DO NOTHING
                  """)
              .bind("now", now)
              .bind("most", LOOKS_MOST)
              .execute();
    });
  }

  @Override
  public List<Coupon> all() {
    return tenants.acrossWorkspaces(handle ->
        handle
            .createQuery("SELECT " + COLUMNS + " FROM coupon ORDER BY code LIMIT 1000")
            .map((row, _) -> coupon(row))
            .list());
  }

  @Override
  public Optional<Coupon> find(String code) {
    return tenants.acrossWorkspaces(handle -> find(handle, code, ""));
  }

  @Override
  public void put(Coupon coupon) {
    tenants.acrossWorkspaces(handle ->
        handle
            .createUpdate(
                """
                INSERT INTO coupon (code, percent_off, months, redemptions_most, expires_at, active)
                VALUES (:code, :percent, :months, :most, :expires, :active)
                ON CONFLICT (code) DO UPDATE SET
                  percent_off = excluded.percent_off, months = excluded.months,
                  redemptions_most = CASE WHEN excluded.redemptions_most IS NOT NULL
                    THEN greatest(excluded.redemptions_most, coupon.redeemed) END,
                  expires_at = excluded.expires_at, active = excluded.active
                """)
            .bind("code", coupon.code())
            .bind("percent", coupon.percentOff())
            .bind("months", boxed(coupon.months()))
            .bind("most", boxed(coupon.redemptionsMost()))
            .bind("expires", coupon.expiresAt().orElse(null))
            .bind("active", coupon.active())
            .execute());
  }

  private static boolean insert(
      Handle handle,
      String code,
      WorkspaceId workspace,
      String attempt,
      Instant until,
      Instant now) {
    return handle
            .createUpdate(
                """
                INSERT INTO coupon_redemption (code, workspace_id, attempt, held_at, held_until)
                VALUES (:code, :workspace, :attempt, :now, :until) ON CONFLICT DO NOTHING
                """)
            .bind("code", code)
            .bind("attempt", attempt)
            .bind("workspace", workspace)
            .bind("now", now)
            .bind("until", until)
            .execute()
        == 1;
  }

  /** The coupon's lock comes first, as everywhere. */
  private static void lessOne(Handle handle, String code, WorkspaceId workspace, String attempt) {
    find(handle, code, " FOR UPDATE");
    less(handle, code, delete(handle, code, workspace, attempt));
  }

  private static int delete(Handle handle, String code, WorkspaceId workspace, String attempt) {
    return handle
        .createUpdate(
            """
            DELETE FROM coupon_redemption
            WHERE code = :code AND workspace_id = :workspace AND attempt = :attempt
              AND held_until IS NOT NULL
            """)
        .bind("code", code)
        .bind("attempt", attempt)
        .bind("workspace", workspace)
        .execute();
  }

  private static void less(Handle handle, String code, int by) {
    handle.execute("UPDATE coupon SET redeemed = redeemed - ? WHERE code = ?", by, code);
  }

  private static Optional<Coupon> find(Handle handle, String code, String lock) {
    return handle
        .createQuery("SELECT " + COLUMNS + " FROM coupon WHERE code = :code" + lock)
        .bind("code", code)
        .map((row, _) -> coupon(row))
        .findOne();
  }

  private static Coupon coupon(ResultSet row) throws SQLException {
    return new Coupon(
        row.getString("code"),
        row.getInt("percent_off"),
        whole(row, "months"),
        whole(row, "redemptions_most"),
        row.getInt("redeemed"),
        Optional.ofNullable(row.getObject("expires_at", OffsetDateTime.class))
            .map(OffsetDateTime::toInstant),
        row.getBoolean("active"));
  }

  private static OptionalInt whole(ResultSet row, String column) throws SQLException {
    int value = row.getInt(column);
    return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(value);
  }

  private static @Nullable Integer boxed(OptionalInt value) {
    return value.isPresent() ? value.getAsInt() : null;
  }
}
