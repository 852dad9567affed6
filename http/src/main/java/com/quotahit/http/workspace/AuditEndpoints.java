package com.quotahit.http.workspace;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.core.shared.Csv;
import com.quotahit.core.shared.FieldProblem;
import com.quotahit.core.shared.Parsed;
import com.quotahit.core.workspace.AuditChain;
import com.quotahit.core.workspace.AuditPort;
import com.quotahit.core.workspace.Permission;
import com.quotahit.http.edge.Answer;
import com.quotahit.http.edge.Call;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.http.edge.EndpointDraft;
import com.quotahit.http.edge.FieldChecks;
import com.quotahit.http.edge.Moments;
import com.quotahit.http.edge.Nothing;
import com.quotahit.http.edge.PageWire;
import com.quotahit.http.edge.Problem;
import com.quotahit.http.edge.WireJson;
import com.quotahit.http.workspace.AuditWire.CheckpointWire;
import com.quotahit.http.workspace.AuditWire.EntryWire;
import com.quotahit.http.workspace.AuditWire.VerdictWire;
import com.quotahit.persistence.workspace.AuditQueries;
import com.quotahit.persistence.workspace.AuditQueries.Filter;
import com.quotahit.persistence.workspace.AuditQueries.Shown;
import com.quotahit.persistence.workspace.AuditVerification;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** Who did what: in a workspace, and to the installation. */
public final class AuditEndpoints {

  private static final String LIMIT = "database";

  /** A chain is long to read: few are read at once, and each only a part at a time. */
  private static final String WHOLE_CHAIN = "audit";

  private static final int ROWS_AT_ONCE = 500;
  private static final Duration LONG = Duration.ofMinutes(2);

  private final AuditPort audit;
  private final AuditQueries queries;
  private final AuditVerification verification;
  private final Blocking blocking;

  public AuditEndpoints(
      AuditPort audit, AuditQueries queries, AuditVerification verification, Blocking blocking) {
    this.audit = audit;
    this.queries = queries;
    this.verification = verification;
    this.blocking = blocking;
  }

  public List<Endpoint<?, ?>> all() {
    Function<Call, AuditChain> own = call -> new AuditChain.OfWorkspace(call.workspace());
    Function<Call, AuditChain> platform = _ -> new AuditChain.OfPlatform();
    return List.of(
        filtered(
                Endpoint.get("/audit", "Who did what in this workspace, newest first")
                    .needs(Permission.AUDIT_READ)
                    .answersPage(EntryWire.class))
            .by((call, _) -> list(call, own.apply(call))),
        Endpoint.get("/audit/verify", "Whether the audit log is as it was written")
            .needs(Permission.AUDIT_READ)
            .answers(VerdictWire.class)
            .within(LONG)
            .by((call, _) -> verify(own.apply(call))),
        filtered(
                Endpoint.get("/audit/export", "The audit log as a file")
                    .needs(Permission.AUDIT_READ)
                    .answersBytes("application/octet-stream"))
            .query("format", "What kind of file", "csv", "json")
            .notWhileImpersonating()
            .by((call, _) -> export(call, own.apply(call))),
        filtered(
                Endpoint.get("/admin/audit", "Who did what to the installation, newest first")
                    .platformAdmin()
                    .answersPage(EntryWire.class))
            .by((call, _) -> list(call, platform.apply(call))),
        Endpoint.get("/admin/audit/verify", "Whether the installation's log is as it was written")
            .platformAdmin()
            .answers(VerdictWire.class)
            .within(LONG)
            .by((call, _) -> verify(platform.apply(call))),
        filtered(
                Endpoint.get("/admin/audit/export", "The installation's log as a file")
                    .platformAdmin()
                    .answersBytes("application/octet-stream"))
            .query("format", "What kind of file", "csv", "json")
            .notWhileImpersonating()
            .by((call, _) -> export(call, platform.apply(call))),
        Endpoint.post("/admin/audit/checkpoint", "Sign what all audit logs look like now")
            .platformAdmin()
            .answers(CheckpointWire.class)
            .by((call, _) ->
                blocking.run(
                    LIMIT,
                    () -> Answer.of(new CheckpointWire(verification.checkpoint(call.now()))))));
  }

  private static <O> EndpointDraft<Nothing, O> filtered(EndpointDraft<Nothing, O> draft) {
    return draft
        .query("action", "Only this action, or all that begin so when it ends with a dot")
        .query("actor", "Only what this user did, or was done in this user's name")
        .query("subject", "Only what happened to this, as kind:id")
        .query("from", "Only entries from this moment on")
        .query("to", "Only entries before this moment");
  }

  private CompletionStage<Answer<PageWire<EntryWire>>> list(Call call, AuditChain chain) {
    return switch (filter(call)) {
      case Parsed.Invalid<Filter>(List<FieldProblem> problems) ->
          CompletableFuture.completedFuture(Answer.refused(Problem.invalid(problems)));
      case Parsed.Valid<Filter>(Filter filter) ->
          blocking.run(
              LIMIT,
              () ->
                  Answer.of(
                      PageWire.of(
                          queries.list(chain, filter, call.page().rows()).stream()
                              .map(EntryWire::of)
                              .toList(),
                          call.page(),
                          entry -> Long.toString(entry.seq()))));
    };
  }

  private static Parsed<Filter> filter(Call call) {
    FieldChecks checks = new FieldChecks();
    Optional<Instant> from = moment(checks, "from", call);
    Optional<Instant> to = moment(checks, "to", call);
    Optional<Long> before = Optional.empty();
    try {
      before = call.page().after().map(Long::valueOf);
    } catch (NumberFormatException notOurs) {
      checks.problem("cursor", "invalid", "Use the cursor that the last page gave, or none.");
    }
    Optional<Long> cursor = before;
    return checks.parsed(() ->
        new Filter(
            call.query("action"), call.query("actor"), call.query("subject"), from, to, cursor));
  }

  private static Optional<Instant> moment(FieldChecks checks, String field, Call call) {
    try {
      return call.query(field).map(Moments::parse);
    } catch (DateTimeException notOne) {
      checks.problem(field, "invalid", "Write a moment such as 2026-01-05T09:00:00Z.");
      return Optional.empty();
    }
  }

  private CompletionStage<Answer<VerdictWire>> verify(AuditChain chain) {
    return blocking.run(WHOLE_CHAIN, () -> Answer.of(VerdictWire.of(verification.verify(chain))));
  }

  /** That somebody took the log with them is an entry of its own. */
  private CompletionStage<Answer<Nothing>> export(Call call, AuditChain chain) {
    return switch (filter(call)) {
      case Parsed.Invalid<Filter>(List<FieldProblem> problems) ->
          CompletableFuture.completedFuture(Answer.refused(Problem.invalid(problems)));
      case Parsed.Valid<Filter>(Filter filter) -> {
        String format = call.query("format").orElse("csv");
        yield blocking
            .run(
                LIMIT,
                () -> {
                  audit.append(
                      chain,
                      call.audit("audit.exported", "audit:" + chain.key())
                          .after(Map.of("format", format)));
                  return filter;
                })
            .thenApply(_ -> Answer.raw(file(format, entries(chain, filter))));
      }
    };
  }

  /** Read a part at a time, as fast as the client takes it. */
  private Source<EntryWire, ?> entries(AuditChain chain, Filter filter) {
    return Source.unfoldAsync(
            filter,
            (Filter next) ->
                blocking
                    .run(LIMIT, () -> queries.list(chain, next, ROWS_AT_ONCE))
                    .thenApply(rows ->
                        rows.isEmpty()
                            ? Optional.<Pair<Filter, List<Shown>>>empty()
                            : Optional.of(
                                Pair.create(next.before(rows.getLast().line().seq()), rows))))
        .mapConcat(rows -> rows)
        .map(EntryWire::of);
  }

  private static HttpResponse file(String format, Source<EntryWire, ?> entries) {
    boolean json = format.equals("json");
    Source<ByteString, ?> bytes =
        json
            ? entries.map(WireJson::write).intersperse("[", ",\n", "]").map(ByteString::fromString)
            : Source.single(Csv.line(AuditWire.COLUMNS))
                .concat(entries.map(entry -> Csv.line(entry.cells())))
                .map(ByteString::fromString);
    return HttpResponse.create()
        .withEntity(
            HttpEntities.create(
                json ? ContentTypes.APPLICATION_JSON : ContentTypes.TEXT_CSV_UTF8, bytes))
        .addHeader(
            RawHeader.create(
                "Content-Disposition", "attachment; filename=\"audit-log." + format + "\""));
  }
}
