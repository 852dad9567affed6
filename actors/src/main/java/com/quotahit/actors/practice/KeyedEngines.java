package com.quotahit.actors.practice;

import com.quotahit.actors.models.SpokenCalls;
import com.quotahit.actors.voice.ConversationEngine;
import com.quotahit.core.models.LanguageModelPort;
import com.quotahit.core.models.LanguageModelsPort;
import com.quotahit.core.models.LanguageModelsPort.Caller;
import com.quotahit.core.models.ModelUse;
import com.quotahit.core.models.Refusal;
import com.quotahit.core.models.SpokenAccountPort;
import com.quotahit.core.practice.EngineChoice;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Each call with the key of whoever pays for it: the learner's own, else the workspace's, else the
 * installation's. Where there is none, the engines of this machine speak as they are.
 */
public final class KeyedEngines implements CallEngines {

  private final PracticeEngines withoutKey;
  private final SpokenCalls spoken;
  private final LanguageModelsPort models;
  private final Function<SpokenAccountPort, ConversationEngine> speechToSpeech;
  private final Function<LanguageModelPort, ConversationEngine> cascade;

  /**
   * @param withoutKey what speaks where nobody's key may be used
   * @param speechToSpeech the engine for one call on an account
   * @param cascade the engine for one call with a language model
   */
  public KeyedEngines(
      PracticeEngines withoutKey,
      SpokenCalls spoken,
      LanguageModelsPort models,
      Function<SpokenAccountPort, ConversationEngine> speechToSpeech,
      Function<LanguageModelPort, ConversationEngine> cascade) {
    this.withoutKey = withoutKey;
    this.spoken = spoken;
    this.models = models;
    this.speechToSpeech = speechToSpeech;
    this.cascade = cascade;
  }

  @Override
  public CompletionStage<Prospect> prospect(Wanted call) {
    return switch (call.engine()) {
      case CASCADE -> words(call).thenApply(KeyedEngines::prospect);
      case SPEECH_TO_SPEECH, AUTO ->
          spoken
              .prospect(caller(call, PracticePurposes.CALL))
              .thenCompose(opening ->
                  switch (opening) {
                    case SpokenCalls.Opening.Granted(SpokenAccountPort account) ->
                        possible(call, speechToSpeech.apply(account));
                    case SpokenCalls.Opening.Nobodys _ -> prospectWithoutKey(call);
                    case SpokenCalls.Opening.Refused(var why) ->
                        wordsWillDo(call, why)
                            ? words(call).thenApply(KeyedEngines::prospect)
                            : CompletableFuture.completedFuture(new Prospect.Refused(why));
                  });
    };
  }

  /** No model that speaks is left: whoever asked for no engine in particular needs none. */
  private static boolean wordsWillDo(Wanted call, Refusal why) {
    return call.engine() == EngineChoice.AUTO
        && switch (why) {
          case Refusal.NoSuchModel _, Refusal.ModelGone _ -> true;
          case Refusal.NoKey _, Refusal.BudgetExceeded _ -> false;
        };
  }

  private CompletionStage<Prospect> prospectWithoutKey(Wanted call) {
    return withoutKey.meant(call.engine()) == EngineChoice.CASCADE
        ? words(call).thenApply(KeyedEngines::prospect)
        : withoutKey.prospect(call);
  }

  private CompletionStage<Prospect> possible(Wanted call, ConversationEngine engine) {
    return call.engine() == EngineChoice.AUTO && engine.absent()
        ? words(call).thenApply(KeyedEngines::prospect)
        : CompletableFuture.completedFuture(
            new Prospect.Possible(
                EngineChoice.SPEECH_TO_SPEECH, hearing(engine), engine::announced));
  }

  private static Prospect prospect(LanguageModelsPort.Choice words) {
    return switch (words) {
      case LanguageModelsPort.Choice.Ask _ ->
          new Prospect.Possible(EngineChoice.CASCADE, Hearing.NODE, () -> {});
      case LanguageModelsPort.Choice.Refused(var why) -> new Prospect.Refused(why);
    };
  }

  @Override
  public CompletionStage<Opening> open(Wanted call) {
    return switch (call.engine()) {
      case CASCADE -> words(call).thenApply(this::opened);
      case SPEECH_TO_SPEECH, AUTO ->
          spoken
              .open(caller(call, PracticePurposes.CALL), call.longest())
              .thenCompose(opening ->
                  switch (opening) {
                    case SpokenCalls.Opening.Granted(SpokenAccountPort account) ->
                        call.engine() == EngineChoice.AUTO
                            ? openedIfPresent(call, account)
                            : CompletableFuture.completedFuture(
                                opened(speechToSpeech.apply(account), account));
                    case SpokenCalls.Opening.Nobodys _ -> openWithoutKey(call);
                    case SpokenCalls.Opening.Refused(var why) ->
                        wordsWillDo(call, why)
                            ? words(call).thenApply(this::opened)
                            : CompletableFuture.completedFuture(new Opening.Refused(why));
                  });
    };
  }

  private CompletionStage<Opening> openWithoutKey(Wanted call) {
    return withoutKey.meant(call.engine()) == EngineChoice.CASCADE
        ? words(call).thenApply(this::opened)
        : withoutKey.open(call);
  }

  /**
   * A server that speaks a provider's protocol need not have speech. Whoever asked for no engine in
   * particular is then heard and spoken to here, in the words of that server's model.
   */
  private CompletionStage<Opening> openedIfPresent(Wanted call, SpokenAccountPort account) {
    ConversationEngine engine = speechToSpeech.apply(account);
    return engine
        .present()
        .thenCompose(there -> {
          if (there) {
            return CompletableFuture.completedFuture(opened(engine, account));
          }
          account.over(0, 0);
          return words(call).thenApply(this::opened);
        });
  }

  private static Opening opened(ConversationEngine engine, SpokenAccountPort account) {
    return new Opening.Opened(engine, hearing(engine), () -> account.over(0, 0));
  }

  private Opening opened(LanguageModelsPort.Choice words) {
    return switch (words) {
      case LanguageModelsPort.Choice.Ask(LanguageModelPort model) ->
          new Opening.Opened(cascade.apply(model), Hearing.NODE, () -> {});
      case LanguageModelsPort.Choice.Refused(var why) -> new Opening.Refused(why);
    };
  }

  /** The stand-in hears and speaks with this node's own models. */
  private static Hearing hearing(ConversationEngine engine) {
    return engine.simulated() ? Hearing.NODE : Hearing.PROVIDER;
  }

  /** A spoken call that was let in is held to its end, so its answers are counted, not refused. */
  private CompletionStage<LanguageModelsPort.Choice> words(Wanted call) {
    Caller caller = caller(call, PracticePurposes.BUYER);
    return models
        .of(caller)
        .thenCompose(choice ->
            switch (choice) {
              case LanguageModelsPort.Choice.Ask _ ->
                  models.of(
                      new Caller(
                          caller.workspace(),
                          caller.user(),
                          caller.purpose(),
                          Caller.Admission.UNDER_WAY));
              case LanguageModelsPort.Choice.Refused _ -> CompletableFuture.completedFuture(choice);
            });
  }

  private static Caller caller(Wanted call, ModelUse.Purpose purpose) {
    return new Caller(call.workspace(), call.learner(), purpose, call.admission());
  }
}
