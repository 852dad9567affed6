package com.quotahit.persistence.billing;

import com.quotahit.core.billing.PlanBook;
import com.quotahit.core.billing.PlanKey;
import com.quotahit.core.billing.PlansPort;
import com.quotahit.core.shared.Money;
import com.quotahit.core.workspace.FreeLimit;
import com.quotahit.core.workspace.PlanModule;
import com.quotahit.persistence.database.Database;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** What is for sale, for the whole installation. */
public final class PlanTable implements PlansPort {

  private final Jdbi jdbi;

  public PlanTable(Database database) {
    this.jdbi = database.jdbi();
  }

  @Override
  public PlanBook read() {
    return jdbi.inTransaction(handle ->
        new PlanBook(
            handle
                .createQuery("SELECT * FROM plan_offer ORDER BY position")
                .map((row, _) -> offer(row))
                .list(),
            handle
                .createQuery("SELECT discount_percent, version FROM plan_bundle")
                .map((row, _) -> new PlanBook.Bundle(row.getInt(1), row.getLong(2)))
                .one(),
            attachments(handle),
            limits(handle)));
  }

  private static PlanBook.Offer offer(ResultSet row) throws SQLException {
    Array includes = row.getArray("includes");
    return new PlanBook.Offer(
        module(row.getString("module")),
        row.getString("name"),
        row.getString("description"),
        Money.of(row.getLong("minor"), row.getString("currency")),
        List.of((String[]) includes.getArray()),
        row.getInt("trial_days"),
        row.getLong("version"));
  }

  private static Map<PlanModule, PlanModule> attachments(Handle handle) {
    Map<PlanModule, PlanModule> found = new EnumMap<>(PlanModule.class);
    handle
        .createQuery("SELECT part, module FROM plan_attachment")
        .map((row, _) -> Map.entry(module(row.getString(1)), module(row.getString(2))))
        .forEach(row -> found.put(row.getKey(), row.getValue()));
    return found;
  }

  private static Map<FreeLimit, Integer> limits(Handle handle) {
    Map<FreeLimit, Integer> found = new EnumMap<>(FreeLimit.class);
    handle
        .createQuery("SELECT name, per_month FROM plan_free_limit")
        .map((row, _) -> Map.entry(row.getString(1), row.getInt(2)))
        .forEach(
            row -> FreeLimit.of(row.getKey()).ifPresent(limit -> found.put(limit, row.getValue())));
    return found;
  }

  @Override
  public boolean change(PlanBook.Offer offer) {
    return jdbi.withHandle(handle ->
        handle
                .createUpdate(
                    """
                    UPDATE plan_offer SET name = :name, description = :description, minor = :minor,
                      currency = :currency, includes = :includes, trial_days = :days,
                      version = version + 1
                    WHERE module = :module AND version = :version
                    """)
                .bind("name", offer.name())
                .bind("description", offer.description())
                .bind("minor", offer.monthly().minor())
                .bind("currency", offer.monthly().currency().getCurrencyCode())
                .bindArray("includes", String.class, new ArrayList<>(offer.includes()))
                .bind("days", offer.trialDays())
                .bind("module", offer.module().code())
                .bind("version", offer.version())
                .execute()
            == 1);
  }

  @Override
  public boolean change(PlanBook.Bundle bundle) {
    return jdbi.withHandle(handle ->
        handle
                .createUpdate(
                    """
                    UPDATE plan_bundle SET discount_percent = :percent, version = version + 1
                    WHERE version = :version
                    """)
                .bind("percent", bundle.discountPercent())
                .bind("version", bundle.version())
                .execute()
            == 1);
  }

  @Override
  public void limit(FreeLimit limit, int perMonth) {
    jdbi.useHandle(handle ->
        handle.execute(
            """
            INSERT INTO plan_free_limit (name, per_month) VALUES (?, ?)
            ON CONFLICT (name) DO UPDATE SET per_month = excluded.per_month
            """,
            limit.code(),
            perMonth));
  }

  @Override
  public void attach(PlanModule part, Optional<PlanModule> to) {
    jdbi.useTransaction(handle -> {
      handle.execute("DELETE FROM plan_attachment WHERE part = ?", part.code());
      to.ifPresent(module ->
          handle.execute(
              "INSERT INTO plan_attachment (part, module) VALUES (?, ?)",
              part.code(),
              module.code()));
    });
  }

  @Override
  public Map<String, PlanKey> prices(String account) {
    return jdbi.withHandle(handle -> {
      Map<String, PlanKey> found = new HashMap<>();
      handle
          .createQuery("SELECT price, plan FROM plan_price WHERE account = :account")
          .bind("account", account)
          .map((row, _) -> Map.entry(row.getString(1), row.getString(2)))
          .forEach(
              row -> PlanKey.of(row.getValue()).ifPresent(key -> found.put(row.getKey(), key)));
      return found;
    });
  }

  @Override
  public Optional<String> price(String account, PlanKey key, Money monthly) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                SELECT price FROM plan_price WHERE account = :account AND plan = :plan
                AND minor = :minor AND currency = :currency
                """)
            .bind("account", account)
            .bind("plan", key.code())
            .bind("minor", monthly.minor())
            .bind("currency", monthly.currency().getCurrencyCode())
            .mapTo(String.class)
            .findOne());
  }

  @Override
  public void keepPrice(String account, String price, PlanKey key, Money monthly) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                """
                INSERT INTO plan_price (account, price, plan, minor, currency)
                VALUES (:account, :price, :plan, :minor, :currency) ON CONFLICT DO NOTHING
                """)
            .bind("account", account)
            .bind("price", price)
            .bind("plan", key.code())
            .bind("minor", monthly.minor())
            .bind("currency", monthly.currency().getCurrencyCode())
            .execute());
  }

  private static PlanModule module(String code) {
    return PlanModule.valueOf(code.toUpperCase(Locale.ROOT));
  }
}
