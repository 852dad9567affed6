package com.quotahit.actors.sandbox.perplexity;

import com.fasterxml.jackson.databind.JsonNode;
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
 * {@code POST /chat/completions} as a stream: each chunk has the new words and all words so far,
 * the pages come with the last ones, and no end marker follows. Reasoning models think aloud first.
 * Keys are refused with a page, as the provider's edge does.
 */
public final class PerplexityStandIn implements StandIn {

  public static final String PREFIX = "/perplexity";

  private final StandInMind mind;

  /**
   * @param pace between two words
   */
  public PerplexityStandIn(SimulatedMindPort mind, Duration pace) {
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
    if (!StandInAnswers.takes(Provider.PERPLEXITY, asked.key())) {
      return StandInAnswers.done(StandInAnswers.edgePage(401));
    }
    return fault
        .flatMap(known -> StandInAnswers.instead(known, PerplexityStandIn::error))
        .orElseGet(() ->
            switch (asked.endpoint()) {
              case "GET /async/chat/completions" -> {
                ObjectNode list = Json.object();
                list.putArray("requests");
                yield StandInAnswers.json(200, list);
              }
              case "POST /chat/completions" -> chat(Json.parseObject(asked.body()), fault);
              default -> StandInAnswers.done(StandInAnswers.edgePage(404));
            });
  }

  private CompletionStage<HttpResponse> chat(JsonNode body, Optional<SandboxFault> fault) {
    return mind.answer(ChatShape.messages(body), text -> streamed(body, text, fault));
  }

  private HttpResponse streamed(JsonNode body, String text, Optional<SandboxFault> fault) {
    boolean refused = StandInMind.refuses(fault);
    String said = StandInMind.said(text + " [1]", fault);
    String thought =
        body.path("model").asText().contains("reasoning") && !said.isEmpty()
            ? "<think>\nWhat is asked is simple.\n</think>\n\n"
            : "";
    String id = mind.nextId("pp-");
    List<String> pieces = new ArrayList<>();
    StringBuilder soFar = new StringBuilder();
    pieces.add(ChatShape.event(chunk(body, id, "", soFar, null)));
    pieces.add(": keep-alive\n\n");
    for (String word : Words.of(thought + said)) {
      soFar.append(word);
      pieces.add(ChatShape.event(chunk(body, id, word, soFar, null)));
    }
    ObjectNode last = chunk(body, id, "", soFar, refused ? "content_filter" : "stop");
    ChatShape.usage(last, body, said)
        .put("search_context_size", "low")
        .putObject("cost")
        .put("input_tokens_cost", 0.0)
        .put("output_tokens_cost", 0.0)
        .put("total_cost", 0.0);
    last.putArray("citations").add("https://sandbox.example.test/1");
    last.putArray("search_results")
        .addObject()
        .put("title", "A page of the sandbox")
        .put("url", "https://sandbox.example.test/1")
        .put("snippet", "Nothing was searched.");
    pieces.add(ChatShape.event(last));
    ObjectNode broken = Json.object();
    broken.putObject("error").put("message", "broken").put("type", "server_error").put("code", 500);
    return mind.stream(pieces, fault, ChatShape.event(broken));
  }

  private static ObjectNode chunk(
      JsonNode body,
      String id,
      String word,
      CharSequence soFar,
      @org.jspecify.annotations.Nullable String end) {
    ObjectNode chunk = ChatShape.chunk(body, id);
    ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
    choice.put("finish_reason", end);
    choice.putObject("message").put("role", "assistant").put("content", soFar.toString());
    choice.putObject("delta").put("role", "assistant").put("content", word);
    return chunk;
  }

  private static HttpResponse error(int status, Trouble trouble) {
    return switch (trouble) {
      case KEY -> StandInAnswers.edgePage(401);
      case RATE -> problem(429, "rate_limit_exceeded");
      case QUOTA -> problem(401, "insufficient_quota");
      case SERVER -> StandInAnswers.edgePage(status);
    };
  }

  private static HttpResponse problem(int status, String type) {
    ObjectNode body = Json.object();
    body.putObject("error").put("message", type).put("type", type).put("code", status);
    return StandInAnswers.response(status, body);
  }
}
