package com.quotahit.persistence.models;

import com.quotahit.core.models.AudioUse;
import com.quotahit.core.models.KeyId;
import com.quotahit.core.models.KeySource;
import com.quotahit.core.models.MicroUsd;
import com.quotahit.core.models.ModelUse;
import com.quotahit.core.models.Provider;
import com.quotahit.core.models.TokenUse;
import com.quotahit.core.models.UsagePort;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.persistence.database.TenantScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** One row for each answer of a model. */
public final class UsageTable implements UsagePort {

  private static final int LINES_MAX = 1_000;

  /** No conversation lasts as long; one that nobody ended by then went down with its node. */
  private static final Duration UNDER_WAY_MAX = Duration.ofHours(3);

  private final TenantScope tenants;

  public UsageTable(TenantScope tenants) {
    this.tenants = tenants;
  }

  private static final String NOTE =
      """
      INSERT INTO model_use (workspace_id, id, user_id, module, feature, template,
        template_version, inputs, key_source, key_id, provider, model, tokens_in,
        tokens_cached, tokens_out, counted, cost_micros, outcome, instead_of, started_at,
        first_token_ms, total_ms, audio_in, audio_cached, audio_out, heard_ms, spoken_ms)
      VALUES (:ws, :id, :user, :module, :feature, :template, :templateVersion, :inputs,
        :source, :key, :provider, :model, :in, :cached, :out, :counted, :cost, :outcome,
        :instead, :at, :first, :total, :audioIn, :audioCached, :audioOut, :heard, :spoken)
      ON CONFLICT
      """;

  @Override
  public void note(ModelUse use) {
    tenants.useWorkspace(use.workspace(), handle -> write(handle, use, " DO NOTHING"));
  }

  /** What this answer has cost as it was noted last. */
  static long counted(Handle handle, ModelUse use) {
    return handle
        .createQuery(
            """
            SELECT coalesce(cost_micros, 0) FROM model_use
            WHERE workspace_id = :ws AND id = :id FOR UPDATE
            """)
        .bind("ws", use.workspace())
        .bind("id", use.id())
        .mapTo(Long.class)
        .findOne()
        .orElse(0L);
  }

  /** Notes it as far as it has gone, in the place of what was noted before. */
  static void put(Handle handle, ModelUse use) {
    write(
        handle,
        use,
        """
         (workspace_id, id) DO UPDATE
        SET tokens_in = excluded.tokens_in, tokens_cached = excluded.tokens_cached,
            tokens_out = excluded.tokens_out, cost_micros = excluded.cost_micros,
            outcome = excluded.outcome, total_ms = excluded.total_ms,
            audio_in = excluded.audio_in, audio_cached = excluded.audio_cached,
            audio_out = excluded.audio_out, heard_ms = excluded.heard_ms,
            spoken_ms = excluded.spoken_ms
        """);
  }

  private static void write(Handle handle, ModelUse use, String otherwise) {
    handle
        .createUpdate(NOTE + otherwise)
        .bind("ws", use.workspace())
        .bind("id", use.id())
        .bind("user", use.user())
        .bind("module", use.purpose().module())
        .bind("feature", use.purpose().feature())
        .bind("template", use.purpose().template())
        .bind("templateVersion", use.purpose().templateVersion())
        .bindArray("inputs", String.class, use.purpose().inputs())
        .bind("source", use.keySource().code())
        .bind("key", use.keyId().map(KeyId::value))
        .bind("provider", use.provider().code())
        .bind("model", use.model())
        .bind("in", use.tokens().in())
        .bind("cached", use.tokens().cachedIn())
        .bind("out", use.tokens().out())
        .bind("counted", use.tokens().how().name().toLowerCase(Locale.ROOT))
        .bind("cost", use.cost().map(MicroUsd::value))
        .bind("outcome", use.outcome().name().toLowerCase(Locale.ROOT))
        .bind("instead", use.instead())
        .bind("at", use.startedAt())
        .bind("first", use.firstTokenMs())
        .bind("total", use.totalMs())
        .bind("audioIn", use.audio().map(AudioUse::tokensIn))
        .bind("audioCached", use.audio().map(AudioUse::cachedIn))
        .bind("audioOut", use.audio().map(AudioUse::tokensOut))
        .bind("heard", use.audio().map(AudioUse::heardMs))
        .bind("spoken", use.audio().map(AudioUse::spokenMs))
        .execute();
  }

  @Override
  public List<Line> lines(WorkspaceId workspace, Instant from, Instant to, Group group) {
    String key =
        switch (group) {
          case USER -> "user_id";
          case KEY -> "coalesce(key_id, key_source)";
          case MODULE -> "module";
          case MODEL -> "model";
          case DAY -> "to_char(started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')";
        };
    return tenants.inWorkspace(
        workspace,
        handle ->
            handle
                .createQuery(
                    """
                    SELECT <key> AS key, sum(tokens_in) AS tokens_in, sum(tokens_out) AS tokens_out,
                           sum(cost_micros) AS cost, count(*) AS requests,
                           count(*) FILTER (WHERE cost_micros IS NULL) AS unpriced,
                           coalesce(sum(heard_ms), 0) AS heard, coalesce(sum(spoken_ms), 0) AS spoken
                    FROM model_use
                    WHERE workspace_id = :ws AND started_at >= :from AND started_at < :to
                    GROUP BY 1 ORDER BY 1 LIMIT :most
                    """)
                .define("key", key)
                .bind("ws", workspace)
                .bind("from", from)
                .bind("to", to)
                .bind("most", LINES_MAX)
                .map((row, _) ->
                    new Line(
                        row.getString("key"),
                        row.getLong("tokens_in"),
                        row.getLong("tokens_out"),
                        Optional.ofNullable(row.getBigDecimal("cost"))
                            .map(sum -> new MicroUsd(sum.longValueExact())),
                        row.getLong("requests"),
                        row.getLong("unpriced"),
                        row.getLong("heard"),
                        row.getLong("spoken")))
                .list());
  }

  @Override
  public Optional<ModelUse> find(WorkspaceId workspace, String id) {
    return tenants.inWorkspace(
        workspace,
        handle ->
            handle
                .createQuery(
                    """
                    SELECT *, outcome = 'under_way'
                      AND started_at + :longest * interval '1 millisecond' < now() AS lost
                    FROM model_use WHERE workspace_id = :ws AND id = :id
                    """)
                .bind("longest", UNDER_WAY_MAX.toMillis())
                .bind("ws", workspace)
                .bind("id", id)
                .map((row, _) -> use(row))
                .findOne());
  }

  private static ModelUse use(ResultSet row) throws SQLException {
    return new ModelUse(
        row.getString("id"),
        new WorkspaceId(row.getString("workspace_id")),
        new UserId(row.getString("user_id")),
        new ModelUse.Purpose(
            row.getString("module"),
            row.getString("feature"),
            row.getString("template"),
            row.getInt("template_version"),
            Arrays.asList((String[]) row.getArray("inputs").getArray())),
        KeySource.valueOf(row.getString("key_source").toUpperCase(Locale.ROOT)),
        Optional.ofNullable(row.getString("key_id")).map(KeyId::new),
        Provider.of(row.getString("provider")).orElseThrow(),
        row.getString("model"),
        new TokenUse(
            row.getLong("tokens_in"),
            row.getLong("tokens_cached"),
            row.getLong("tokens_out"),
            TokenUse.Counted.valueOf(row.getString("counted").toUpperCase(Locale.ROOT))),
        Optional.ofNullable(row.getObject("cost_micros", Long.class)).map(MicroUsd::new),
        row.getBoolean("lost")
            ? ModelUse.Outcome.BROKEN
            : ModelUse.Outcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)),
        Optional.ofNullable(row.getString("instead_of")),
        row.getObject("started_at", OffsetDateTime.class).toInstant(),
        row.getLong("first_token_ms"),
        row.getLong("total_ms"),
        audio(row));
  }

  private static Optional<AudioUse> audio(ResultSet row) throws SQLException {
    return row.getObject("heard_ms") == null
        ? Optional.empty()
        : Optional.of(
            new AudioUse(
                row.getLong("audio_in"),
                row.getLong("audio_cached"),
                row.getLong("audio_out"),
                row.getLong("heard_ms"),
                row.getLong("spoken_ms")));
  }
}
