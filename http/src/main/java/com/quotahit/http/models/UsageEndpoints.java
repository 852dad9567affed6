package com.quotahit.http.models;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.core.models.AudioUse;
import com.quotahit.core.models.ModelUse;
import com.quotahit.core.models.UsagePort;
import com.quotahit.core.shared.Parsed;
import com.quotahit.core.workspace.Permission;
import com.quotahit.http.edge.Answer;
import com.quotahit.http.edge.Call;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.http.edge.FieldChecks;
import com.quotahit.http.edge.Moments;
import com.quotahit.http.edge.Nothing;
import com.quotahit.http.edge.PageWire;
import com.quotahit.http.edge.Problem;
import com.quotahit.http.models.TryEndpoints.CostWire;
import com.quotahit.http.models.TryEndpoints.TokensWire;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What models were used for, added up and answer by answer. */
public final class UsageEndpoints {

  /**
   * Use added up under one key.
   *
   * @param cost of what has a known price; null when nothing has
   * @param unpriced answers whose price nobody knows
   * @param heardSeconds caller's sound in spoken conversations
   * @param spokenSeconds sound that came back
   */
  public record UsageWire(
      String key,
      long tokensIn,
      long tokensOut,
      Optional<CostWire> cost,
      long requests,
      long unpriced,
      long heardSeconds,
      long spokenSeconds) {

    static UsageWire of(UsagePort.Line line) {
      return new UsageWire(
          line.key(),
          line.tokensIn(),
          line.tokensOut(),
          line.cost().map(CostWire::of),
          line.requests(),
          line.unpriced(),
          Math.round((double) line.heardMs() / MS_PER_SECOND),
          Math.round((double) line.spokenMs() / MS_PER_SECOND));
    }
  }

  /** The sound of a spoken conversation. */
  public record SoundWire(
      long tokensIn, long tokensOut, double heardSeconds, double spokenSeconds) {

    static SoundWire of(AudioUse use) {
      return new SoundWire(
          use.tokensIn(),
          use.tokensOut(),
          (double) use.heardMs() / MS_PER_SECOND,
          (double) use.spokenMs() / MS_PER_SECOND);
    }
  }

  /** How one answer was made. */
  public record MadeWire(
      String id,
      String provider,
      String model,
      String keySource,
      String module,
      String feature,
      String template,
      int templateVersion,
      List<String> inputs,
      TokensWire usage,
      Optional<CostWire> cost,
      Optional<String> fallback,
      String outcome,
      Instant startedAt,
      long firstTokenMs,
      long totalMs,
      Optional<SoundWire> audio) {

    static MadeWire of(ModelUse use) {
      return new MadeWire(
          use.id(),
          use.provider().code(),
          use.model(),
          use.keySource().code(),
          use.purpose().module(),
          use.purpose().feature(),
          use.purpose().template(),
          use.purpose().templateVersion(),
          use.purpose().inputs(),
          TokensWire.of(use.tokens()),
          use.cost().map(CostWire::of),
          use.instead(),
          use.outcome().name().toLowerCase(Locale.ROOT),
          use.startedAt(),
          use.firstTokenMs(),
          use.totalMs(),
          use.audio().map(SoundWire::of));
    }
  }

  private static final long MS_PER_SECOND = 1_000;
  private static final Duration USUAL = Duration.ofDays(30);
  private static final Duration LONGEST = Duration.ofDays(400);

  private final UsagePort usage;
  private final Blocking blocking;

  public UsageEndpoints(UsagePort usage, Blocking blocking) {
    this.usage = usage;
    this.blocking = blocking;
  }

  public List<Endpoint<?, ?>> all() {
    return List.of(
        Endpoint.get("/usage", "What models were used for")
            .needs(Permission.SETTINGS_MANAGE)
            .answersPage(UsageWire.class)
            .query("from", "First moment; 30 days ago when left out")
            .query("to", "Moment after the last; now when left out")
            .query("group", "By what it is added up", "user", "key", "module", "model", "day")
            .by(this::lines),
        Endpoint.get("/usage/{id}", "How one answer was made")
            .signedIn()
            .answers(MadeWire.class)
            .by(this::made));
  }

  private CompletionStage<Answer<PageWire<UsageWire>>> lines(Call call, Nothing nothing) {
    FieldChecks checks = new FieldChecks();
    Instant to = moment(checks, call, "to", call.now());
    Instant from = moment(checks, call, "from", to.minus(USUAL));
    checks.require(from.isBefore(to), "from", "out_of_range", "\"from\" must be before \"to\".");
    checks.require(
        Duration.between(from, to).compareTo(LONGEST) <= 0,
        "from",
        "out_of_range",
        "At most 400 days can be added up.");
    UsagePort.Group group =
        call.query("group")
            .map(code -> UsagePort.Group.valueOf(code.toUpperCase(Locale.ROOT)))
            .orElse(UsagePort.Group.DAY);
    return switch (checks.parsed(() -> group)) {
      case Parsed.Invalid<UsagePort.Group>(var problems) ->
          CompletableFuture.completedFuture(Answer.refused(Problem.invalid(problems)));
      case Parsed.Valid<UsagePort.Group> _ ->
          blocking.run(
              "database",
              () ->
                  Answer.of(
                      PageWire.all(
                          usage.lines(call.workspace(), from, to, group).stream()
                              .map(UsageWire::of)
                              .toList())));
    };
  }

  /** Everybody sees how their own answers were made; who manages settings, everybody's. */
  private CompletionStage<Answer<MadeWire>> made(Call call, Nothing nothing) {
    return blocking.run(
        "database",
        () ->
            usage
                .find(call.workspace(), call.path("id"))
                .filter(use ->
                    use.user().equals(call.user())
                        || call.principal().may(Permission.SETTINGS_MANAGE))
                .<Answer<MadeWire>>map(use -> Answer.of(MadeWire.of(use)))
                .orElseGet(() -> Answer.refused(Problem.notFound())));
  }

  private static Instant moment(FieldChecks checks, Call call, String name, Instant otherwise) {
    Optional<String> text = call.query(name);
    try {
      return text.map(Moments::parse).orElse(otherwise);
    } catch (DateTimeException notOne) {
      checks.problem(name, "not_a_moment", "Give a moment such as 2026-11-01T00:00:00Z.");
      return otherwise;
    }
  }
}
