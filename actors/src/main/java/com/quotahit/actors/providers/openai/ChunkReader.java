package com.quotahit.actors.providers.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.openai.core.JsonValue;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.completions.CompletionUsage;
import com.quotahit.actors.providers.rest.ProviderStatus;
import com.quotahit.core.models.ChatClientPort.End;
import com.quotahit.core.models.ChatClientPort.Source;
import com.quotahit.core.models.MicroUsd;
import com.quotahit.core.models.ModelFailure;
import com.quotahit.core.models.TokenUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads a streamed answer piece by piece, in every dialect: counts and costs where they come,
 * errors that come under status 200, thoughts that are not for showing.
 */
final class ChunkReader {

  private static final int SOURCES_MAX = 50;

  private final Consumer<String> words;
  private final ThoughtFilter thoughts = new ThoughtFilter();
  private String model;
  private boolean any;
  private boolean refused;
  private boolean finished;
  private Optional<TokenUse> usage = Optional.empty();
  private Optional<MicroUsd> cost = Optional.empty();
  private List<Source> sources = List.of();

  ChunkReader(String asked, Consumer<String> words) {
    this.model = asked;
    this.words = words;
  }

  void read(ChatCompletionChunk chunk) {
    chunk._model().asKnown().filter(name -> !name.isBlank()).ifPresent(name -> model = name);
    OpenAiChat.extra(chunk, "error").map(ChunkReader::tree).ifPresent(ChunkReader::failed);
    chunk._choices().asKnown().stream().flatMap(List::stream).forEach(this::read);
    chunk._usage().asKnown().ifPresent(this::counted);
    OpenAiChat.extra(chunk, "search_results").map(ChunkReader::tree).ifPresent(this::found);
    if (sources.isEmpty()) {
      OpenAiChat.extra(chunk, "citations").map(ChunkReader::tree).ifPresent(this::found);
    }
  }

  private void read(ChatCompletionChunk.Choice choice) {
    String end =
        choice
            ._finishReason()
            .asKnown()
            .map(ChatCompletionChunk.Choice.FinishReason::asString)
            .orElse("");
    if (end.equals("error")) {
      throw ProviderStatus.of(200, "server_error");
    }
    finished |= !end.isEmpty();
    refused |= end.equals("content_filter");
    choice
        ._delta()
        .asKnown()
        .ifPresent(delta -> {
          refused |= delta._refusal().asKnown().filter(text -> !text.isEmpty()).isPresent();
          String text = delta._content().asKnown().map(thoughts::shown).orElse("");
          if (!text.isEmpty()) {
            any = true;
            words.accept(text);
          }
        });
  }

  private void counted(CompletionUsage counted) {
    Optional<Long> in = counted._promptTokens().asKnown();
    Optional<Long> out = counted._completionTokens().asKnown();
    if (in.isPresent() && out.isPresent()) {
      long cached =
          counted
              ._promptTokensDetails()
              .asKnown()
              .flatMap(details -> details._cachedTokens().asKnown())
              .orElse(0L);
      usage = Optional.of(TokenUse.measured(in.get(), cached, out.get()));
    }
    JsonNode named = tree(counted._additionalProperties().get("cost"));
    JsonNode amount = named.isObject() ? named.path("total_cost") : named;
    if (amount.isNumber() && amount.decimalValue().signum() >= 0) {
      cost = Optional.of(MicroUsd.ofDollars(amount.decimalValue()));
    }
  }

  private void found(JsonNode list) {
    List<Source> read = new ArrayList<>();
    for (JsonNode each : list) {
      String url = each.isTextual() ? each.asText() : each.path("url").asText("");
      if (read.size() < SOURCES_MAX && (url.startsWith("https://") || url.startsWith("http://"))) {
        read.add(new Source(each.path("title").asText(url), url));
      }
    }
    if (!read.isEmpty()) {
      sources = read;
    }
  }

  private static void failed(JsonNode error) {
    JsonNode metadata = error.path("metadata").path("error_type");
    String code = metadata.isTextual() ? metadata.asText() : error.path("code").asText("");
    int status = error.path("code").isInt() ? error.path("code").asInt() : 200;
    throw ProviderStatus.of(status, code.isEmpty() ? error.path("type").asText("") : code);
  }

  End end() {
    String rest = thoughts.rest();
    if (!rest.isEmpty()) {
      any = true;
      words.accept(rest);
    }
    if (refused) {
      throw new ModelFailure(ModelFailure.Kind.REFUSED, "the provider declined to answer");
    }
    if (!any) {
      throw new ModelFailure(ModelFailure.Kind.TRANSIENT, "the provider's answer was empty");
    }
    if (!finished) {
      throw new ModelFailure(ModelFailure.Kind.TRANSIENT, "the provider's answer was cut off");
    }
    return new End(model, usage, cost, sources);
  }

  private static JsonNode tree(@org.jspecify.annotations.Nullable JsonValue value) {
    JsonNode node = value == null ? null : value.convert(JsonNode.class);
    return node == null ? MissingNode.getInstance() : node;
  }
}
