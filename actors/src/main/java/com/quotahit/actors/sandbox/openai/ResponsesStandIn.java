package com.quotahit.actors.sandbox.openai;

import com.fasterxml.jackson.databind.JsonNode;
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

/** {@code POST /v1/responses}: text answers, whole or as named events. Nothing is stored. */
final class ResponsesStandIn {

  private final SimulatedMindPort mind;
  private final SandboxIds ids;
  private final InstantSource clock;
  private final Duration wordPace;

  ResponsesStandIn(SimulatedMindPort mind, SandboxIds ids, InstantSource clock, Duration wordPace) {
    this.mind = mind;
    this.ids = ids;
    this.clock = clock;
    this.wordPace = wordPace;
  }

  CompletionStage<HttpResponse> answer(JsonNode body, Optional<SandboxFault> fault) {
    Ask ask = Ask.response(body);
    return mind.answer(ask.messages(), ask.schema(), ask.seed())
        .thenApply(text -> ask.stream() ? streamed(ask, text, fault) : whole(ask, text));
  }

  private HttpResponse whole(Ask ask, String text) {
    ObjectNode response = response(ask, ids.next("resp"), "completed");
    response.withArray("output").add(item(ids.next("msg"), text, "completed"));
    response.set("usage", usage(ask, text));
    return HttpResponse.create().withEntity(ContentTypes.APPLICATION_JSON, Json.text(response));
  }

  private HttpResponse streamed(Ask ask, String text, Optional<SandboxFault> fault) {
    String id = ids.next("resp");
    String itemId = ids.next("msg");
    Events events = new Events();
    events.add("response.created").set("response", response(ask, id, "in_progress"));
    events.add("response.in_progress").set("response", response(ask, id, "in_progress"));
    events
        .add("response.output_item.added")
        .put("output_index", 0)
        .set("item", item(itemId, null, "in_progress"));
    events.inPart("response.content_part.added", itemId).set("part", part(""));
    for (String word : Words.of(text)) {
      events.inPart("response.output_text.delta", itemId).put("delta", word).putArray("logprobs");
    }
    events.inPart("response.output_text.done", itemId).put("text", text).putArray("logprobs");
    events.inPart("response.content_part.done", itemId).set("part", part(text));
    events
        .add("response.output_item.done")
        .put("output_index", 0)
        .set("item", item(itemId, text, "completed"));
    ObjectNode done = response(ask, id, "completed");
    done.withArray("output").add(item(itemId, text, "completed"));
    done.set("usage", usage(ask, text));
    events.add("response.completed").set("response", done);
    return SseAnswer.of(events.wire(), wordPace, fault);
  }

  /** Events numbered in the order of their making. */
  private static final class Events {

    private final List<ObjectNode> all = new ArrayList<>();

    ObjectNode add(String type) {
      ObjectNode event = Json.object().put("type", type).put("sequence_number", all.size());
      all.add(event);
      return event;
    }

    ObjectNode inPart(String type, String itemId) {
      return add(type).put("item_id", itemId).put("output_index", 0).put("content_index", 0);
    }

    List<String> wire() {
      return all.stream()
          .map(event -> SseAnswer.event(event.path("type").asText(), Json.text(event)))
          .toList();
    }
  }

  private ObjectNode response(Ask ask, String id, String status) {
    ObjectNode response =
        Json.object()
            .put("id", id)
            .put("object", "response")
            .put("created_at", clock.millis() / 1000)
            .put("status", status)
            .put("model", ask.model())
            .put("parallel_tool_calls", true)
            .put("tool_choice", "auto")
            .put("store", false);
    response.putNull("error").putNull("incomplete_details").putNull("instructions");
    response.putNull("usage").putNull("temperature").putNull("top_p");
    response.putArray("tools");
    response.putArray("output");
    response.putObject("metadata");
    return response;
  }

  private static ObjectNode item(String id, @Nullable String text, String status) {
    ObjectNode item =
        Json.object()
            .put("id", id)
            .put("type", "message")
            .put("role", "assistant")
            .put("status", status);
    if (text == null) {
      item.putArray("content");
    } else {
      item.putArray("content").add(part(text));
    }
    return item;
  }

  private static ObjectNode part(String text) {
    ObjectNode part = Json.object().put("type", "output_text").put("text", text);
    part.putArray("annotations");
    part.putArray("logprobs");
    return part;
  }

  private static ObjectNode usage(Ask ask, String text) {
    int output = Words.tokens(text);
    ObjectNode usage =
        Json.object()
            .put("input_tokens", ask.promptTokens())
            .put("output_tokens", output)
            .put("total_tokens", ask.promptTokens() + output);
    usage.putObject("input_tokens_details").put("cached_tokens", 0).put("cache_write_tokens", 0);
    usage.putObject("output_tokens_details").put("reasoning_tokens", 0);
    return usage;
  }
}
