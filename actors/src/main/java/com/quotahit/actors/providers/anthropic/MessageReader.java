package com.quotahit.actors.providers.anthropic;

import com.anthropic.models.messages.MessageDeltaUsage;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.Usage;
import com.quotahit.core.models.ChatClientPort.End;
import com.quotahit.core.models.ModelFailure;
import com.quotahit.core.models.TokenUse;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads a streamed message: its text, its running count of tokens, and how it stopped. */
final class MessageReader {

  private final Consumer<String> words;
  private String model;
  private boolean any;
  private boolean refused;
  private boolean finished;
  private boolean counted;
  private long in;
  private long cachedIn;
  private long out;

  MessageReader(String asked, Consumer<String> words) {
    this.model = asked;
    this.words = words;
  }

  void read(RawMessageStreamEvent event) {
    event
        .messageStart()
        .flatMap(start -> start._message().asKnown())
        .ifPresent(message -> {
          message._model().asKnown().ifPresent(name -> model = name.asString());
          message._usage().asKnown().ifPresent(this::counted);
        });
    event
        .contentBlockDelta()
        .flatMap(delta -> delta._delta().asKnown())
        .flatMap(delta -> delta.text())
        .flatMap(text -> text._text().asKnown())
        .filter(text -> !text.isEmpty())
        .ifPresent(text -> {
          any = true;
          words.accept(text);
        });
    event
        .messageDelta()
        .ifPresent(delta -> {
          delta._usage().asKnown().ifPresent(this::counted);
          delta
              ._delta()
              .asKnown()
              .flatMap(end -> end._stopReason().asKnown())
              .ifPresent(reason -> refused |= reason.equals(StopReason.REFUSAL));
        });
    finished |= event.isMessageStop();
  }

  /** The three kinds of input together are what was read. */
  private void counted(Usage usage) {
    counted = true;
    cachedIn = usage._cacheReadInputTokens().asKnown().orElse(0L);
    in =
        usage._inputTokens().asKnown().orElse(0L)
            + cachedIn
            + usage._cacheCreationInputTokens().asKnown().orElse(0L);
    out = usage._outputTokens().asKnown().orElse(0L);
  }

  /** The last one says it all again. */
  private void counted(MessageDeltaUsage usage) {
    counted = true;
    out = usage._outputTokens().asKnown().orElse(out);
    if (usage._inputTokens().asKnown().isPresent()) {
      cachedIn = usage._cacheReadInputTokens().asKnown().orElse(0L);
      in =
          usage._inputTokens().asKnown().orElse(0L)
              + cachedIn
              + usage._cacheCreationInputTokens().asKnown().orElse(0L);
    }
  }

  End end() {
    if (refused) {
      throw new ModelFailure(ModelFailure.Kind.REFUSED, "the provider declined to answer");
    }
    if (!finished) {
      throw new ModelFailure(ModelFailure.Kind.TRANSIENT, "the provider's answer was cut off");
    }
    if (!any) {
      throw new ModelFailure(ModelFailure.Kind.TRANSIENT, "the provider's answer was empty");
    }
    return new End(
        model,
        counted ? Optional.of(TokenUse.measured(in, cachedIn, out)) : Optional.empty(),
        Optional.empty(),
        List.of());
  }
}
