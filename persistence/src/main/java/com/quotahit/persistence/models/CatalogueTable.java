package com.quotahit.persistence.models;

import com.quotahit.core.models.CatalogModel;
import com.quotahit.core.models.CatalogModel.Capability;
import com.quotahit.core.models.CatalogModel.State;
import com.quotahit.core.models.CataloguePort;
import com.quotahit.core.models.MicroUsd;
import com.quotahit.core.models.ModelListPort.Listed;
import com.quotahit.core.models.ModelPrice;
import com.quotahit.core.models.Provider;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.persistence.database.Database;
import com.quotahit.persistence.database.TenantScope;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;

/** The models of the installation, and each workspace's choice of them. */
public final class CatalogueTable implements CataloguePort {

  private static final int FOUND_MAX = 2_000;

  private final Jdbi jdbi;
  private final TenantScope tenants;

  public CatalogueTable(Database database) {
    this.jdbi = database.jdbi();
    this.tenants = database.tenants();
  }

  @Override
  public List<CatalogModel> all() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("SELECT * FROM model_catalog ORDER BY id")
            .map((row, _) -> model(row))
            .list());
  }

  @Override
  public void ship(List<CatalogModel> models) {
    jdbi.useTransaction(handle -> {
      for (CatalogModel model : models) {
        bind(
                handle.createUpdate(
                    """
                    INSERT INTO model_catalog AS m (id, provider, name, display, capabilities, context_tokens,
                      price_in_micros, price_out_micros, price_read_micros, audio_in_micros,
                      audio_out_micros, audio_read_micros, state, retires_at, replacement, source)
                    VALUES (:id, :provider, :name, :display, :capabilities, :context, :in, :out, :read,
                      :audioIn, :audioOut, :audioRead, :state, :retires, :replacement, :source)
                    ON CONFLICT (id) DO UPDATE
                    SET display = excluded.display, capabilities = excluded.capabilities,
                        context_tokens = excluded.context_tokens,
                        price_in_micros = coalesce(excluded.price_in_micros, m.price_in_micros),
                        price_out_micros = coalesce(excluded.price_out_micros, m.price_out_micros),
                        price_read_micros = coalesce(excluded.price_read_micros, m.price_read_micros),
                        audio_in_micros = excluded.audio_in_micros,
                        audio_out_micros = excluded.audio_out_micros,
                        audio_read_micros = excluded.audio_read_micros, state = excluded.state,
                        retires_at = coalesce(m.retires_at, excluded.retires_at),
                        replacement = excluded.replacement, source = excluded.source
                    WHERE m.edited_at IS NULL
                    """),
                model)
            .execute();
      }
    });
  }

  @Override
  public boolean edit(CatalogModel model) {
    return jdbi.withHandle(handle ->
        bind(
                    handle.createUpdate(
                        """
                        UPDATE model_catalog
                        SET provider = :provider, name = :name, display = :display,
                            capabilities = :capabilities, context_tokens = :context, price_in_micros = :in,
                            price_out_micros = :out, price_read_micros = :read,
                            audio_in_micros = :audioIn, audio_out_micros = :audioOut,
                            audio_read_micros = :audioRead, state = :state,
                            retires_at = :retires, replacement = :replacement, source = :source,
                            edited_at = now(), vanished_at = NULL
                        WHERE id = :id
                        """),
                    model)
                .execute()
            > 0);
  }

  private static Update bind(Update update, CatalogModel model) {
    Optional<ModelPrice> price = model.price();
    return update
        .bind("id", model.id())
        .bind("provider", model.provider().code())
        .bind("name", model.name())
        .bind("display", model.display())
        .bindArray(
            "capabilities",
            String.class,
            model.capabilities().stream().map(Capability::code).sorted().toList())
        .bind("context", model.contextTokens())
        .bind("in", price.map(known -> known.in().value()))
        .bind("out", price.map(known -> known.out().value()))
        .bind("read", price.flatMap(ModelPrice::cachedIn).map(MicroUsd::value))
        .bind("audioIn", price.flatMap(ModelPrice::audio).map(sound -> sound.in().value()))
        .bind("audioOut", price.flatMap(ModelPrice::audio).map(sound -> sound.out().value()))
        .bind(
            "audioRead",
            price
                .flatMap(ModelPrice::audio)
                .flatMap(ModelPrice.Audio::cachedIn)
                .map(MicroUsd::value))
        .bind("state", model.state().code())
        .bind("retires", model.retiresAt())
        .bind("replacement", model.replacement())
        .bind("source", model.source());
  }

  @Override
  public List<String> listed(Provider provider, List<Listed> models) {
    if (models.isEmpty()) {
      return List.of();
    }
    List<String> names = models.stream().map(Listed::id).toList();
    return jdbi.inTransaction(handle -> {
      List<String> changed = new ArrayList<>();
      changed.addAll(
          changed(
              handle,
              """
              UPDATE model_catalog SET vanished_at = now()
              WHERE provider = :provider AND vanished_at IS NULL AND name <> ALL (:names) RETURNING id
              """,
              provider,
              names));
      changed.addAll(
          changed(
              handle,
              """
              UPDATE model_catalog SET vanished_at = NULL
              WHERE provider = :provider AND vanished_at IS NOT NULL AND name = ANY (:names)
              RETURNING id
              """,
              provider,
              names));
      models.forEach(model -> {
        model.retiresAt().ifPresent(end -> retires(handle, provider, model.id(), end));
        model
            .price()
            .flatMap(price -> priced(handle, provider, model.id(), price))
            .ifPresent(changed::add);
      });
      models.stream()
          .limit(FOUND_MAX)
          .forEach(model -> found(handle, provider, model).ifPresent(changed::add));
      return changed.stream().distinct().toList();
    });
  }

  private static List<String> changed(
      Handle handle, String sql, Provider provider, List<String> names) {
    return handle
        .createQuery(sql)
        .bind("provider", provider.code())
        .bindArray("names", String.class, names)
        .mapTo(String.class)
        .list();
  }

  private static Optional<String> priced(
      Handle handle, Provider provider, String name, ModelPrice price) {
    return handle
        .createQuery(
            """
            UPDATE model_catalog
            SET price_in_micros = :in, price_out_micros = :out, price_read_micros = :read
            WHERE provider = :provider AND name = :name AND edited_at IS NULL
              AND (price_in_micros, price_out_micros, price_read_micros)
                IS DISTINCT FROM (:in, :out, CAST(:read AS bigint))
            RETURNING id
            """)
        .bind("in", price.in().value())
        .bind("out", price.out().value())
        .bind("read", price.cachedIn().map(MicroUsd::value))
        .bind("provider", provider.code())
        .bind("name", name)
        .mapTo(String.class)
        .findOne();
  }

  private static Optional<String> found(Handle handle, Provider provider, Listed model) {
    return handle
        .createQuery(
            """
            INSERT INTO model_catalog (id, provider, name, display, capabilities, context_tokens,
              price_in_micros, price_out_micros, price_read_micros, state, retires_at, source)
            VALUES (:id, :provider, :name, :display, '{}', :context, :in, :out, :read, :state,
              :retires, :source)
            ON CONFLICT (id) DO NOTHING RETURNING id
            """)
        .bind("id", provider.code() + "/" + model.id())
        .bind("provider", provider.code())
        .bind("name", model.id())
        .bind("display", model.display().orElse(model.id()))
        .bind("context", model.contextTokens())
        .bind("in", model.price().map(known -> known.in().value()))
        .bind("out", model.price().map(known -> known.out().value()))
        .bind("read", model.price().flatMap(ModelPrice::cachedIn).map(MicroUsd::value))
        .bind("state", State.UNAVAILABLE.code())
        .bind("retires", model.retiresAt())
        .bind("source", CatalogModel.FOUND)
        .mapTo(String.class)
        .findOne();
  }

  private static void retires(Handle handle, Provider provider, String name, LocalDate end) {
    handle
        .createUpdate(
            """
            UPDATE model_catalog SET retires_at = :end
            WHERE provider = :provider AND name = :name AND edited_at IS NULL
            """)
        .bind("end", end)
        .bind("provider", provider.code())
        .bind("name", name)
        .execute();
  }

  @Override
  public Map<String, List<String>> routing(WorkspaceId workspace) {
    return tenants.inWorkspace(
        workspace,
        handle -> {
          Map<String, List<String>> chains = new LinkedHashMap<>();
          handle
              .createQuery(
                  "SELECT feature, models FROM model_route WHERE workspace_id = :ws ORDER BY feature")
              .bind("ws", workspace)
              .map((row, _) -> Map.entry(row.getString("feature"), texts(row.getArray("models"))))
              .forEach(entry -> chains.put(entry.getKey(), entry.getValue()));
          return chains;
        });
  }

  @Override
  public void route(WorkspaceId workspace, Map<String, List<String>> chains) {
    tenants.useWorkspace(
        workspace,
        handle -> {
          handle
              .createUpdate("DELETE FROM model_route WHERE workspace_id = :ws")
              .bind("ws", workspace)
              .execute();
          chains.forEach((feature, models) ->
              handle
                  .createUpdate(
                      """
                      INSERT INTO model_route (workspace_id, feature, models)
                      VALUES (:ws, :feature, :models)
                      """)
                  .bind("ws", workspace)
                  .bind("feature", feature)
                  .bindArray("models", String.class, models)
                  .execute());
        });
  }

  @Override
  public Optional<Provider> takeTurn(List<Provider> providers, Duration every) {
    return jdbi.inTransaction(handle -> {
      for (Provider provider : providers) {
        int taken =
            handle
                .createUpdate(
                    """
                    INSERT INTO model_list_turn AS t (provider, taken_at) VALUES (:provider, now())
                    ON CONFLICT (provider) DO UPDATE SET taken_at = now()
                    WHERE t.taken_at < now() - :every * interval '1 millisecond'
                    """)
                .bind("provider", provider.code())
                .bind("every", every.toMillis())
                .execute();
        if (taken > 0) {
          return Optional.of(provider);
        }
      }
      return Optional.empty();
    });
  }

  private static CatalogModel model(ResultSet row) throws SQLException {
    boolean vanished = row.getTimestamp("vanished_at") != null;
    return new CatalogModel(
        row.getString("id"),
        Provider.of(row.getString("provider")).orElseThrow(),
        row.getString("name"),
        row.getString("display"),
        texts(row.getArray("capabilities")).stream()
            .flatMap(code -> Capability.of(code).stream())
            .collect(Collectors.toSet()),
        Optional.ofNullable(row.getObject("context_tokens", Integer.class)),
        price(row),
        vanished ? State.UNAVAILABLE : State.of(row.getString("state")).orElseThrow(),
        Optional.ofNullable(row.getObject("retires_at", LocalDate.class)),
        Optional.ofNullable(row.getString("replacement")),
        row.getString("source"));
  }

  private static Optional<ModelPrice> price(ResultSet row) throws SQLException {
    Optional<MicroUsd> in = micros(row, "price_in_micros");
    Optional<MicroUsd> out = micros(row, "price_out_micros");
    return in.isPresent() && out.isPresent()
        ? Optional.of(
            new ModelPrice(in.get(), out.get(), micros(row, "price_read_micros"), audio(row)))
        : Optional.empty();
  }

  private static Optional<ModelPrice.Audio> audio(ResultSet row) throws SQLException {
    Optional<MicroUsd> in = micros(row, "audio_in_micros");
    Optional<MicroUsd> out = micros(row, "audio_out_micros");
    return in.isPresent() && out.isPresent()
        ? Optional.of(new ModelPrice.Audio(in.get(), out.get(), micros(row, "audio_read_micros")))
        : Optional.empty();
  }

  private static Optional<MicroUsd> micros(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, Long.class)).map(MicroUsd::new);
  }

  private static List<String> texts(Array array) throws SQLException {
    return Arrays.asList((String[]) array.getArray());
  }
}
