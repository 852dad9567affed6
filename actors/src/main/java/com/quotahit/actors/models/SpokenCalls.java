package com.quotahit.actors.models;

import com.quotahit.core.models.AudioUse;
import com.quotahit.core.models.BudgetsPort;
import com.quotahit.core.models.KeySource;
import com.quotahit.core.models.LanguageModelsPort.Caller;
import com.quotahit.core.models.MicroUsd;
import com.quotahit.core.models.Provider;
import com.quotahit.core.models.Refusal;
import com.quotahit.core.models.SpokenAccountPort;
import com.quotahit.core.models.TokenUse;
import com.quotahit.core.shared.IdSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Whose key a spoken conversation is held with. What it may cost is counted before it is opened; a
 * conversation that was let in is held to its end, so calls that are open together can pass a limit
 * by what each of them takes beyond that.
 */
public final class SpokenCalls {

  /** What became of opening a conversation. */
  public sealed interface Opening {

    /**
     * @param account is told when the conversation is over, or that it never began
     */
    record Granted(SpokenAccountPort account) implements Opening {}

    /** There is no key that may be used; the stand-in may speak. */
    record Nobodys() implements Opening {}

    record Refused(Refusal why) implements Opening {}
  }

  /** A conversation may be interrupted and taken up again, and so end later than it is long. */
  private static final Duration PAUSES = Duration.ofHours(1);

  private final Gateway.Parts parts;
  private final Choosing choosing;
  private final Admitting admitting;
  private final String model;
  private final IdSource ids;

  /**
   * @param model our id of the model that speaks where the workspace has chosen none
   */
  public SpokenCalls(Gateway gateway, String model, IdSource ids) {
    this.parts = gateway.parts();
    this.choosing = new Choosing(parts);
    this.admitting = new Admitting(parts);
    this.model = model;
    this.ids = ids;
  }

  /** What a conversation would be held with now; nothing is counted, and nothing of it is kept. */
  public CompletionStage<Opening> prospect(Caller caller) {
    return open(caller, Duration.ZERO);
  }

  /**
   * @param longest how long the conversation may last
   */
  public CompletionStage<Opening> open(Caller caller, Duration longest) {
    Choosing.Wish wish =
        new Choosing.Wish(
            caller.user(),
            caller.purpose().module(),
            caller.purpose().feature(),
            Optional.empty(),
            List.of(model));
    return parts
        .book()
        .of(caller.workspace())
        .thenCompose(terms ->
            switch (choosing.choose(wish, terms)) {
              case Choosing.Chosen.Some some -> admitted(caller, wish, some, longest);
              case Choosing.Chosen.Nobody(Refusal.NoKey _) -> done(new Opening.Nobodys());
              case Choosing.Chosen.Nobody(Refusal why) -> done(new Opening.Refused(why));
            });
  }

  /** A voice cannot be changed half-way, so the first one that speaks is the only one. */
  private CompletionStage<Opening> admitted(
      Caller caller, Choosing.Wish wish, Choosing.Chosen.Some chosen, Duration longest) {
    Optional<Candidate> speaks =
        chosen.candidates().stream()
            .filter(each -> each.model().provider() == Provider.OPENAI)
            .findFirst();
    if (speaks.isEmpty()) {
      return done(
          new Opening.Refused(
              new Refusal.NoSuchModel(chosen.candidates().getFirst().model().id())));
    }
    Candidate candidate = speaks.get();
    if (candidate.source() == KeySource.SANDBOX) {
      return done(new Opening.Nobodys());
    }
    String use = ids.next("use");
    return admitting
        .ask(
            new Admitting.Wanted(caller.workspace(), caller.admission(), wish),
            new Choosing.Chosen.Some(List.of(candidate), chosen.terms()),
            _ -> new BudgetsPort.Hold(use, most(candidate, longest), longest.plus(PAUSES)))
        .thenApply(entry ->
            switch (entry) {
              case Admitting.Entry.Let(_, Gateway.Reserved reserved) ->
                  new Opening.Granted(new SpokenLine(parts, caller, candidate, reserved, use, ids));
              case Admitting.Entry.Refused(Refusal why) -> new Opening.Refused(why);
            });
  }

  /** Both sides speak all the time, and each is read once: the settings say how dense sound is. */
  private MicroUsd most(Candidate candidate, Duration longest) {
    long in = longest.toSeconds() * parts.settings().spokenTokensIn();
    long out = longest.toSeconds() * parts.settings().spokenTokensOut();
    return candidate
        .cost(TokenUse.measured(in, 0, out), new AudioUse(in, 0, out, 0, 0))
        .orElse(MicroUsd.ZERO);
  }

  private static CompletionStage<Opening> done(Opening opening) {
    return CompletableFuture.completedFuture(opening);
  }
}
