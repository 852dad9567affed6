package com.quotahit.actors.sandbox.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quotahit.core.models.SimulatedMindPort;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/chat/completions}: whole or as a stream of chunks. */
final class ChatStandIn {

  private final SimulatedMindPort mind;
  private final SandboxIds ids;
  private final InstantSource clock;
  private final Duration wordPace;

  ChatStandIn(SimulatedMindPort mind, SandboxIds ids, InstantSource clock, Duration wordPace) {
    this.mind = mind;
    this.ids = ids;
    this.clock = clock;
    this.wordPace = wordPace;
  }

  CompletionStage<HttpResponse> answer(JsonNode body, Optional<SandboxFault> fault) {
    Ask ask = Ask.chat(body);
    return mind.answer(ask.messages(), ask.schema(), ask.seed())
        .thenApply(text -> {
          String said = fault.filter(SandboxFault.Empty.class::isInstance).isPresent() ? "" : text;
          boolean refused = fault.filter(SandboxFault.Refuse.class::isInstance).isPresent();
          return ask.stream() ? streamed(ask, said, refused, fault) : whole(ask, said, refused);
        });
  }

  private HttpResponse whole(Ask ask, String text, boolean refused) {
    ObjectNode completion = head(ask, ids.next("chatcmpl"), "chat.completion");
    ObjectNode choice = completion.putArray("choices").addObject().put("index", 0);
    ObjectNode message = choice.putObject("message").put("role", "assistant");
    message.put("content", refused ? null : text);
    message.put("refusal", refused ? "I cannot help with that." : null);
    message.putArray("annotations");
    choice.putNull("logprobs").put("finish_reason", "stop");
    completion.set("usage", usage(ask, text));
    return HttpResponse.create().withEntity(ContentTypes.APPLICATION_JSON, Json.text(completion));
  }

  private HttpResponse streamed(
      Ask ask, String text, boolean refused, Optional<SandboxFault> fault) {
    String id = ids.next("chatcmpl");
    List<String> pieces = new ArrayList<>();
    pieces.add(chunk(ask, id, Json.object().put("role", "assistant").put("content", ""), null));
    if (refused) {
      pieces.add(chunk(ask, id, Json.object().put("refusal", "I cannot help with that."), null));
    } else {
      Words.of(text)
          .forEach(word -> pieces.add(chunk(ask, id, Json.object().put("content", word), null)));
    }
    pieces.add(chunk(ask, id, Json.object(), "stop"));
    if (ask.usage()) {
      ObjectNode last = head(ask, id, "chat.completion.chunk");
      last.putArray("choices");
      last.set("usage", usage(ask, text));
      pieces.add(Json.text(last));
    }
    pieces.add("[DONE]");
    return SseAnswer.of(pieces.stream().map(SseAnswer::data).toList(), wordPace, fault);
  }

  private String chunk(Ask ask, String id, ObjectNode delta, @Nullable String end) {
    ObjectNode chunk = head(ask, id, "chat.completion.chunk");
    ArrayNode choices = chunk.putArray("choices");
    ObjectNode choice = choices.addObject().put("index", 0);
    choice.set("delta", delta);
    choice.putNull("logprobs").put("finish_reason", end);
    if (ask.usage()) {
      chunk.putNull("usage");
    }
    return Json.text(chunk);
  }

  private ObjectNode head(Ask ask, String id, String object) {
    return Json.object()
        .put("id", id)
        .put("object", object)
        .put("created", clock.millis() / 1000)
        .put("model", ask.model())
        .put("service_tier", "default")
        .put("system_fingerprint", "fp_sandbox");
  }

  private static ObjectNode usage(Ask ask, String text) {
    int completion = Words.tokens(text);
    ObjectNode usage =
        Json.object()
            .put("prompt_tokens", ask.promptTokens())
            .put("completion_tokens", completion)
            .put("total_tokens", ask.promptTokens() + completion);
    usage.putObject("prompt_tokens_details").put("cached_tokens", 0).put("audio_tokens", 0);
    usage.putObject("completion_tokens_details").put("reasoning_tokens", 0).put("audio_tokens", 0);
    return usage;
  }
}
