package com.quotahit.actors.sandbox.openrouter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quotahit.actors.sandbox.openai.Json;
import com.quotahit.actors.sandbox.openai.SandboxFault;
import com.quotahit.actors.sandbox.openai.Words;
import com.quotahit.actors.sandbox.rest.ChatShape;
import com.quotahit.actors.sandbox.rest.StandIn;
import com.quotahit.actors.sandbox.rest.StandInAnswers;
import com.quotahit.actors.sandbox.rest.StandInAnswers.Trouble;
import com.quotahit.actors.sandbox.rest.StandInMind;
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
 * {@code POST /chat/completions} as a stream with the provider's comments and costs, {@code GET
 * /key}, and {@code GET /models}, which needs no key.
 */
public final class OpenRouterStandIn implements StandIn {

  public static final String PREFIX = "/openrouter/api/v1";

  private static final String COMMENT = ": OPENROUTER PROCESSING\n\n";
  private static final List<String> MODELS =
      List.of(
          "openai/gpt-4.1",
          "anthropic/claude-opus-4.6",
          "anthropic/claude-sonnet-4.6",
          "anthropic/claude-haiku-4.5",
          "x-ai/grok-4.3",
          "google/gemini-3.8-flash",
          "moonshotai/kimi-k2.5",
          "perplexity/sonar");

  private final StandInMind mind;

  /**
   * @param pace between two words
   */
  public OpenRouterStandIn(SimulatedMindPort mind, Duration pace) {
    this.mind = new StandInMind(mind, pace);
  }

  @Override
  public String prefix() {
    return PREFIX;
  }

  @Override
  public String key(HttpRequest request) {
    return StandInAnswers.bearer(request);
  }

  @Override
  public CompletionStage<HttpResponse> answer(Asked asked, Optional<SandboxFault> fault) {
    if (asked.endpoint().equals("GET /models")) {
      return StandInAnswers.json(200, models());
    }
    if (!StandInAnswers.takes(Provider.OPENROUTER, asked.key())) {
      return StandInAnswers.done(error(401, Trouble.KEY));
    }
    return fault
        .flatMap(known -> StandInAnswers.instead(known, OpenRouterStandIn::error))
        .orElseGet(() ->
            switch (asked.endpoint()) {
              case "GET /key" -> StandInAnswers.json(200, key(asked.key()));
              case "POST /chat/completions" -> chat(Json.parseObject(asked.body()), fault);
              default -> StandInAnswers.done(problem(404, "not_found", "Not found"));
            });
  }

  private CompletionStage<HttpResponse> chat(JsonNode body, Optional<SandboxFault> fault) {
    if (StandInMind.refuses(fault)) {
      ObjectNode moderated = body(403, "Your chosen model requires moderation", "");
      ObjectNode metadata = ((ObjectNode) moderated.path("error")).putObject("metadata");
      metadata.putArray("reasons").add("violence");
      metadata.put("flagged_input", "…");
      return StandInAnswers.json(403, moderated);
    }
    return mind.answer(ChatShape.messages(body), text -> streamed(body, text, fault));
  }

  private HttpResponse streamed(JsonNode body, String text, Optional<SandboxFault> fault) {
    String said = StandInMind.said(text, fault);
    String id = mind.nextId("gen-");
    List<String> pieces = new ArrayList<>();
    pieces.add(COMMENT);
    pieces.add(COMMENT + chunk(body, id, "", null));
    Words.of(said).forEach(word -> pieces.add(chunk(body, id, word, null)));
    pieces.add(chunk(body, id, "", "stop"));
    ObjectNode last = head(body, id);
    last.putArray("choices");
    ChatShape.usage(last, body, said).put("cost", 0).put("is_byok", false);
    pieces.add(ChatShape.event(last));
    pieces.add("data: [DONE]\n\n");
    ObjectNode broken = head(body, id);
    broken
        .putObject("error")
        .put("code", 502)
        .put("message", "Provider disconnected")
        .putObject("metadata")
        .put("error_type", "provider_unavailable");
    ObjectNode choice = broken.putArray("choices").addObject().put("index", 0);
    choice.putObject("delta").put("content", "");
    choice.put("finish_reason", "error");
    return mind.stream(pieces, fault, ChatShape.event(broken));
  }

  private static String chunk(
      JsonNode body, String id, String word, @org.jspecify.annotations.Nullable String end) {
    ObjectNode chunk = head(body, id);
    ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
    choice.putObject("delta").put("role", "assistant").put("content", word);
    choice.put("finish_reason", end).put("native_finish_reason", end);
    return ChatShape.event(chunk);
  }

  private static ObjectNode head(JsonNode body, String id) {
    return ChatShape.chunk(body, id).put("provider", "Sandbox");
  }

  /** One whose text says so ends with the century. */
  private static ObjectNode key(String key) {
    ObjectNode answer = Json.object();
    answer
        .putObject("data")
        .put("expires_at", key.contains("-ending-") ? "2099-12-31T23:59:59+00:00" : null)
        .put("label", "sandbox")
        .putNull("limit")
        .putNull("limit_remaining")
        .put("usage", 0)
        .put("is_free_tier", false);
    return answer;
  }

  private static ObjectNode models() {
    ObjectNode answer = Json.object();
    ArrayNode all = answer.putArray("data");
    for (String id : MODELS) {
      ObjectNode model =
          all.addObject()
              .put("id", id)
              .put("name", id)
              .put("created", 1_767_225_600L)
              .put("context_length", 131_072);
      // Made up, as everything here, and shaped as the provider's.
      model.putObject("pricing").put("prompt", "0.0000005").put("completion", "0.000002");
    }
    return answer;
  }

  private static HttpResponse error(int status, Trouble trouble) {
    return switch (trouble) {
      case KEY -> problem(401, "authentication", "No auth credentials found");
      case RATE -> problem(429, "rate_limit_exceeded", "Rate limit exceeded");
      case QUOTA -> problem(402, "payment_required", "Insufficient credits");
      case SERVER -> problem(status, "server", "Internal error");
    };
  }

  private static HttpResponse problem(int status, String type, String message) {
    return StandInAnswers.response(status, body(status, message, type));
  }

  private static ObjectNode body(int status, String message, String type) {
    ObjectNode body = Json.object();
    ObjectNode error = body.putObject("error").put("code", status).put("message", message);
    if (!type.isEmpty()) {
      error.putObject("metadata").put("error_type", type);
    }
    return body;
  }
}
