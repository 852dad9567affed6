package com.quotahit.actors.sandbox.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quotahit.actors.sandbox.openai.Json;
import com.quotahit.actors.sandbox.openai.SandboxFault;
import com.quotahit.actors.sandbox.openai.Words;
import com.quotahit.actors.sandbox.rest.StandIn;
import com.quotahit.actors.sandbox.rest.StandInAnswers;
import com.quotahit.actors.sandbox.rest.StandInAnswers.Trouble;
import com.quotahit.actors.sandbox.rest.StandInMind;
import com.quotahit.core.models.ChatMessage;
import com.quotahit.core.models.Provider;
import com.quotahit.core.models.SimulatedMindPort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * {@code POST /v1/messages} as a stream, and {@code GET /v1/models}. Refuses what the provider
 * refuses: a request without a bound, and sampling parameters under the newer version of its
 * interface.
 */
public final class AnthropicStandIn implements StandIn {

  public static final String PREFIX = "/anthropic";

  private static final List<String> MODELS =
      List.of(
          "claude-opus-4-6",
          "claude-sonnet-4-5",
          "claude-sonnet-4-6",
          "claude-sonnet-5",
          "claude-sonnet-5-5",
          "claude-haiku-4-5",
          "claude-haiku-5-5");

  private final StandInMind mind;

  /**
   * @param pace between two words
   */
  public AnthropicStandIn(SimulatedMindPort mind, Duration pace) {
    this.mind = new StandInMind(mind, pace);
  }

  @Override
  public String prefix() {
    return PREFIX;
  }

  @Override
  public String key(HttpRequest request) {
    String own = StandInAnswers.header(request, "x-api-key");
    return own.isEmpty() ? StandInAnswers.bearer(request) : own;
  }

  @Override
  public CompletionStage<HttpResponse> answer(Asked asked, Optional<SandboxFault> fault) {
    if (!StandInAnswers.takes(Provider.ANTHROPIC, asked.key())) {
      return StandInAnswers.done(error(401, Trouble.KEY));
    }
    return fault
        .flatMap(known -> StandInAnswers.instead(known, AnthropicStandIn::error))
        .orElseGet(() ->
            switch (asked.endpoint()) {
              case "GET /v1/models" -> StandInAnswers.json(200, models());
              case "POST /v1/messages" -> message(Json.parseObject(asked.body()), fault);
              default -> StandInAnswers.done(problem(404, "not_found_error", "Not Found"));
            });
  }

  private CompletionStage<HttpResponse> message(JsonNode body, Optional<SandboxFault> fault) {
    if (!body.path("max_tokens").isInt()) {
      return StandInAnswers.done(
          problem(400, "invalid_request_error", "max_tokens: Field required"));
    }
    if (body.has("temperature") && !body.path("model").asText().contains("-4")) {
      return StandInAnswers.done(
          problem(400, "invalid_request_error", "temperature is not supported"));
    }
    return mind.answer(messages(body), text -> streamed(body, text, fault));
  }

  private HttpResponse streamed(JsonNode body, String text, Optional<SandboxFault> fault) {
    boolean refused = StandInMind.refuses(fault);
    String said = StandInMind.said(text, fault);
    List<String> pieces = new ArrayList<>();
    ObjectNode start = typed("message_start");
    ObjectNode message =
        start
            .putObject("message")
            .put("id", mind.nextId("msg_sandbox"))
            .put("type", "message")
            .put("role", "assistant")
            .put("model", body.path("model").asText());
    message.putArray("content");
    message.putNull("stop_reason").putNull("stop_sequence");
    message.set("usage", usage(tokensIn(body), 1));
    pieces.add(event(start) + event(typed("ping")));
    ObjectNode block = typed("content_block_start").put("index", 0);
    block.putObject("content_block").put("type", "text").put("text", "");
    pieces.add(event(block));
    for (String word : Words.of(said)) {
      ObjectNode delta = typed("content_block_delta").put("index", 0);
      delta.putObject("delta").put("type", "text_delta").put("text", word);
      pieces.add(event(delta));
    }
    pieces.add(event(typed("content_block_stop").put("index", 0)));
    ObjectNode end = typed("message_delta");
    end.putObject("delta")
        .put("stop_reason", refused ? "refusal" : "end_turn")
        .putNull("stop_sequence");
    end.putObject("usage").put("output_tokens", Words.tokens(said));
    pieces.add(event(end));
    pieces.add(event(typed("message_stop")));
    ObjectNode broken = typed("error");
    broken.putObject("error").put("type", "overloaded_error").put("message", "Overloaded");
    return mind.stream(pieces, fault, event(broken));
  }

  private static List<ChatMessage> messages(JsonNode body) {
    List<ChatMessage> read = new ArrayList<>();
    if (body.path("system").isTextual()) {
      read.add(new ChatMessage(ChatMessage.Role.SYSTEM, body.path("system").asText()));
    }
    for (JsonNode message : body.path("messages")) {
      read.add(
          new ChatMessage(
              message.path("role").asText().equals("assistant")
                  ? ChatMessage.Role.ASSISTANT
                  : ChatMessage.Role.USER,
              content(message.path("content"))));
    }
    return read;
  }

  private static String content(JsonNode content) {
    StringBuilder text = new StringBuilder(content.isTextual() ? content.asText() : "");
    content.forEach(block -> text.append(block.path("text").asText("")));
    return text.toString();
  }

  private static int tokensIn(JsonNode body) {
    return messages(body).stream().mapToInt(message -> Words.tokens(message.text()) + 3).sum();
  }

  private static ObjectNode usage(int in, int out) {
    return Json.object()
        .put("input_tokens", in)
        .put("cache_creation_input_tokens", 0)
        .put("cache_read_input_tokens", 0)
        .put("output_tokens", out)
        .put("service_tier", "standard");
  }

  private static ObjectNode models() {
    ObjectNode list = Json.object();
    ArrayNode all = list.putArray("data");
    for (String id : MODELS) {
      all.addObject()
          .put("id", id)
          .put("type", "model")
          .put("display_name", id)
          .put("created_at", "2026-01-01T00:00:00Z")
          .put("lifecycle", id.equals("claude-sonnet-4-5") ? "deprecated" : "active")
          .put("retires_at", id.equals("claude-sonnet-4-5") ? "2026-11-30T00:00:00Z" : null);
    }
    return list.put("has_more", false)
        .put("first_id", MODELS.getFirst())
        .put("last_id", MODELS.getLast());
  }

  private static HttpResponse error(int status, Trouble trouble) {
    return switch (trouble) {
      case KEY -> problem(401, "authentication_error", "invalid x-api-key");
      case RATE -> problem(429, "rate_limit_error", "This request would exceed your rate limit.");
      case QUOTA -> {
        ObjectNode body = body("rate_limit_error", "Spend limit reached.");
        ((ObjectNode) body.path("error"))
            .putObject("details")
            .put("error_code", "enforced_spend_limit_reached");
        yield StandInAnswers.response(429, body);
      }
      case SERVER ->
          problem(status, status == 529 ? "overloaded_error" : "api_error", "Internal error");
    };
  }

  private static HttpResponse problem(int status, String type, String message) {
    return StandInAnswers.response(status, body(type, message));
  }

  private static ObjectNode body(String type, String message) {
    ObjectNode body = typed("error");
    body.putObject("error").put("type", type).put("message", message);
    return body.put("request_id", "req_sandbox");
  }

  private static ObjectNode typed(String type) {
    return Json.object().put("type", type);
  }

  private static String event(ObjectNode data) {
    return "event: " + data.path("type").asText() + "\ndata: " + data + "\n\n";
  }
}
