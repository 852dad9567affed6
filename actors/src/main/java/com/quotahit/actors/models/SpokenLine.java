package com.quotahit.actors.models;

import com.quotahit.core.models.AudioUse;
import com.quotahit.core.models.Budget;
import com.quotahit.core.models.LanguageModelsPort.Caller;
import com.quotahit.core.models.MicroUsd;
import com.quotahit.core.models.ModelFailure;
import com.quotahit.core.models.ModelUse;
import com.quotahit.core.models.ProviderAccess;
import com.quotahit.core.models.ProviderKey;
import com.quotahit.core.models.SpokenAccountPort;
import com.quotahit.core.models.TokenUse;
import com.quotahit.core.shared.IdSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The account of one spoken conversation: opens its key for each connection, adds up what the
 * provider counts, and settles the bill once, when the conversation is over. Should the node die in
 * the middle, what is held for it runs out by itself.
 */
final class SpokenLine implements SpokenAccountPort {

  private static final Logger LOG = LoggerFactory.getLogger(SpokenLine.class);

  private final Gateway.Parts parts;
  private final Caller caller;
  private final Candidate candidate;
  private final Gateway.Reserved reserved;
  private final String id;
  private final Instant startedAt;
  private TokenUse tokens = TokenUse.measured(0, 0, 0);
  private AudioUse audio = AudioUse.NONE;
  private boolean troubled;
  private boolean over;

  SpokenLine(
      Gateway.Parts parts,
      Caller caller,
      Candidate candidate,
      Gateway.Reserved reserved,
      IdSource ids) {
    this.parts = parts;
    this.caller = caller;
    this.candidate = candidate;
    this.reserved = reserved;
    this.id = ids.next("use");
    this.startedAt = parts.clock().instant();
  }

  String id() {
    return id;
  }

  @Override
  public String line() {
    return candidate.line();
  }

  @Override
  public String model() {
    return candidate.model().name();
  }

  @Override
  public boolean simulated() {
    return candidate.simulated();
  }

  /** A key that was taken away while the conversation went on opens no further connection. */
  @Override
  public CompletionStage<ProviderAccess> access() {
    return parts
        .book()
        .of(caller.workspace())
        .thenApply(terms -> {
          if (!stillThere(terms)) {
            throw rejected();
          }
          ProviderAccess access = candidate.access().get();
          if (access.trust() != ProviderAccess.Trust.OPERATORS) {
            throw rejected();
          }
          return access;
        });
  }

  private boolean stillThere(KeyBook.Terms terms) {
    return switch (candidate.source()) {
      case USER, WORKSPACE ->
          terms.keys().stream()
              .anyMatch(each ->
                  each.status().usable() && candidate.ownKey().equals(Optional.of(each.id())));
      case PLATFORM, SANDBOX ->
          parts
              .places()
              .platform(candidate.model().provider())
              .filter(now ->
                  now.key().map(ProviderKey::id).equals(candidate.key().map(ProviderKey::id)))
              .isPresent();
    };
  }

  private static ModelFailure rejected() {
    return new ModelFailure(ModelFailure.Kind.KEY_REJECTED, "the key may be used no more");
  }

  @Override
  public synchronized void used(TokenUse more, AudioUse sound) {
    tokens = tokens.plus(more);
    audio = audio.plus(sound);
  }

  /** Once is enough for the key to be looked into. */
  @Override
  public void troubled(ModelFailure.Kind kind) {
    synchronized (this) {
      if (troubled || kind != ModelFailure.Kind.KEY_REJECTED && kind != ModelFailure.Kind.QUOTA) {
        return;
      }
      troubled = true;
    }
    candidate.key().ifPresent(parts.keys()::doubted);
  }

  @Override
  public void over(long heardMs, long spokenMs) {
    ModelUse use;
    synchronized (this) {
      if (over) {
        return;
      }
      over = true;
      audio = audio.plus(new AudioUse(0, 0, 0, heardMs, spokenMs));
      use = use();
    }
    parts
        .blocking()
        .run("database", () -> settled(use))
        .whenComplete((passed, failure) -> {
          if (failure != null) {
            LOG.atError()
                .addKeyValue("use", use.id())
                .addKeyValue("cause", failure.getClass().getName())
                .log("what a conversation took could not be noted");
          } else {
            passed.forEach(budget -> parts.news().nearlySpent(caller.workspace(), budget));
          }
        });
  }

  /** A conversation of which the provider counted nothing and heard nothing is not worth a row. */
  private List<Budget> settled(ModelUse use) {
    List<Budget> passed =
        reserved.counts().isEmpty()
            ? List.of()
            : parts
                .budgets()
                .settle(caller.workspace(), reserved.month(), reserved.counts(), id, use.cost());
    if (use.tokens().in() + use.tokens().out() > 0
        || use.audio().filter(sound -> sound.heardMs() + sound.spokenMs() > 0).isPresent()) {
      parts.usage().note(use);
    }
    return passed;
  }

  private ModelUse use() {
    Optional<MicroUsd> cost = candidate.cost(tokens, audio);
    return new ModelUse(
        id,
        caller.workspace(),
        caller.user(),
        caller.purpose(),
        candidate.source(),
        candidate.ownKey(),
        candidate.model().provider(),
        candidate.model().id(),
        tokens,
        cost,
        troubled ? ModelUse.Outcome.BROKEN : ModelUse.Outcome.ANSWERED,
        Optional.empty(),
        startedAt,
        0,
        Duration.between(startedAt, parts.clock().instant()).toMillis(),
        Optional.of(audio));
  }
}
