package com.quotahit.actors.models;

import com.quotahit.core.models.AudioUse;
import com.quotahit.core.models.Budget;
import com.quotahit.core.models.CatalogModel;
import com.quotahit.core.models.LanguageModelsPort.Caller;
import com.quotahit.core.models.MicroUsd;
import com.quotahit.core.models.ModelFailure;
import com.quotahit.core.models.ModelPrice;
import com.quotahit.core.models.ModelUse;
import com.quotahit.core.models.ProviderAccess;
import com.quotahit.core.models.ProviderKey;
import com.quotahit.core.models.SpokenAccountPort;
import com.quotahit.core.models.TokenUse;
import com.quotahit.core.shared.IdSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The account of one spoken conversation: opens its key for each connection, and counts what the
 * provider says of each reply as soon as it says it. Should the node die in the middle, all but the
 * reply of that moment is counted, and what is still held runs out by itself.
 */
final class SpokenLine implements SpokenAccountPort {

  private static final Logger LOG = LoggerFactory.getLogger(SpokenLine.class);

  private final Gateway.Parts parts;
  private final Caller caller;
  private final Candidate candidate;
  private final Gateway.Reserved reserved;
  private final IdSource ids;
  private final SpokenTally speech;
  private final Instant startedAt;
  private Optional<SpokenTally> transcript = Optional.empty();
  private boolean troubled;
  private boolean over;
  private boolean writing;
  private boolean more;

  /**
   * @param use id under which the conversation is counted
   */
  SpokenLine(
      Gateway.Parts parts,
      Caller caller,
      Candidate candidate,
      Gateway.Reserved reserved,
      String use,
      IdSource ids) {
    this.parts = parts;
    this.caller = caller;
    this.candidate = candidate;
    this.reserved = reserved;
    this.ids = ids;
    this.speech = new SpokenTally(use, candidate.model().id(), candidate::cost);
    this.startedAt = parts.clock().instant();
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
                  each.usable(parts.clock().instant())
                      && candidate.ownKey().equals(Optional.of(each.id())));
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
  public void used(TokenUse tokens, AudioUse sound) {
    synchronized (this) {
      speech.add(tokens, sound);
    }
    write();
  }

  @Override
  public void transcribed(String model, TokenUse tokens, AudioUse sound) {
    synchronized (this) {
      SpokenTally words = transcript.orElseGet(() -> transcriptBy(model));
      transcript = Optional.of(words);
      if (tokens.in() + tokens.out() == 0) {
        words.untold();
      } else {
        words.add(tokens, sound);
      }
    }
    write();
  }

  private SpokenTally transcriptBy(String model) {
    String ours = candidate.model().provider().code() + "/" + model;
    Optional<ModelPrice> price = parts.catalogue().find(ours).flatMap(CatalogModel::price);
    return new SpokenTally(
        ids.next("use"),
        ours,
        (tokens, sound) ->
            simulated()
                ? Optional.of(MicroUsd.ZERO)
                : price.flatMap(known -> known.cost(tokens, sound)));
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
    synchronized (this) {
      if (over) {
        return;
      }
      over = true;
      speech.add(TokenUse.measured(0, 0, 0), new AudioUse(0, 0, 0, heardMs, spokenMs));
    }
    write();
  }

  /** One write at a time, of all that is known by then; what comes meanwhile goes with the next. */
  private void write() {
    List<ModelUse> uses = new ArrayList<>();
    boolean last;
    synchronized (this) {
      if (writing) {
        more = true;
        return;
      }
      writing = true;
      more = false;
      last = over;
      if (speech.worthNoting() || over) {
        uses.add(use(speech, Optional.of(speech.audio())));
      }
      transcript.ifPresent(words -> uses.add(use(words, Optional.empty())));
    }
    parts
        .blocking()
        .run("database", () -> written(uses))
        .whenComplete((passed, failure) -> {
          if (failure != null) {
            LOG.atError()
                .addKeyValue("use", speech.id())
                .addKeyValue("cause", failure.getClass().getName())
                .addKeyValue("last", last)
                .log("what a conversation took could not be noted");
          } else {
            passed.forEach(budget -> parts.news().nearlySpent(caller.workspace(), budget));
          }
          writeMore();
        });
  }

  private void writeMore() {
    boolean again;
    synchronized (this) {
      writing = false;
      again = more;
    }
    if (again) {
      write();
    }
  }

  private List<Budget> written(List<ModelUse> uses) {
    List<Budget> passed = new ArrayList<>();
    for (ModelUse use : uses) {
      passed.addAll(
          nothing(use)
              ? parts
                  .budgets()
                  .settle(
                      caller.workspace(),
                      reserved.month(),
                      reserved.counts(),
                      use.id(),
                      Optional.empty())
              : parts.budgets().count(reserved.month(), reserved.counts(), use));
    }
    return passed;
  }

  /** A conversation of which nothing was counted and nothing heard only gives back its hold. */
  private boolean nothing(ModelUse use) {
    synchronized (this) {
      return use.id().equals(speech.id()) && !speech.worthNoting();
    }
  }

  private ModelUse use(SpokenTally part, Optional<AudioUse> sound) {
    return new ModelUse(
        part.id(),
        caller.workspace(),
        caller.user(),
        caller.purpose(),
        candidate.source(),
        candidate.ownKey(),
        candidate.model().provider(),
        part.model(),
        part.tokens(),
        part.cost(),
        outcome(),
        Optional.empty(),
        startedAt,
        0,
        Duration.between(startedAt, parts.clock().instant()).toMillis(),
        sound);
  }

  private ModelUse.Outcome outcome() {
    if (!over) {
      return ModelUse.Outcome.UNDER_WAY;
    }
    return troubled ? ModelUse.Outcome.BROKEN : ModelUse.Outcome.ANSWERED;
  }
}
