package com.quotahit.actors.sandbox.tavily;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quotahit.actors.sandbox.openai.Json;
import com.quotahit.actors.sandbox.openai.SandboxFault;
import com.quotahit.actors.sandbox.rest.StandIn;
import com.quotahit.actors.sandbox.rest.StandInAnswers;
import com.quotahit.actors.sandbox.rest.StandInAnswers.Trouble;
import com.quotahit.core.models.Provider;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** {@code POST /search} with pages that are made up and say so, and {@code GET /usage}. */
public final class TavilyStandIn implements StandIn {

  public static final String PREFIX = "/tavily";
  private static final int PAGES_MAX = 20;

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
    if (!StandInAnswers.takes(Provider.TAVILY, asked.key())) {
      return StandInAnswers.done(problem(401, "Unauthorized: missing or invalid API key."));
    }
    return fault
        .flatMap(known -> StandInAnswers.instead(known, TavilyStandIn::error))
        .orElseGet(() ->
            switch (asked.endpoint()) {
              case "GET /usage" -> StandInAnswers.json(200, usage());
              case "POST /search" ->
                  StandInAnswers.json(200, found(Json.parseObject(asked.body())));
              default -> StandInAnswers.done(problem(404, "Not found"));
            });
  }

  private static ObjectNode found(JsonNode body) {
    ObjectNode answer = Json.object().put("query", body.path("query").asText());
    answer.putArray("images");
    int most = Math.clamp(body.path("max_results").asInt(5), 0, PAGES_MAX);
    var results = answer.putArray("results");
    for (int i = 1; i <= most; i++) {
      results
          .addObject()
          .put("title", "Simulated page " + i)
          .put("url", "https://sandbox.example.test/" + i)
          .put("content", "Nothing was searched: this page is made up by the sandbox.")
          .put("score", 1.0 / i)
          .put("id", "r" + i);
    }
    answer.put("response_time", 0.01);
    answer.putObject("usage").put("credits", 1);
    return answer.put("request_id", "rq-sandbox");
  }

  private static ObjectNode usage() {
    ObjectNode usage = Json.object();
    usage.putObject("key").put("usage", 0).put("limit", 1000);
    usage.putObject("account").put("current_plan", "sandbox").put("plan_usage", 0);
    return usage;
  }

  private static HttpResponse error(int status, Trouble trouble) {
    return switch (trouble) {
      case KEY -> problem(401, "Unauthorized");
      case RATE -> problem(429, "Your request has been blocked due to excessive requests.");
      case QUOTA -> problem(432, "This request exceeds your plan's set usage limit.");
      case SERVER -> problem(status, "Internal Server Error");
    };
  }

  private static HttpResponse problem(int status, String text) {
    ObjectNode body = Json.object();
    body.putObject("detail").put("error", text);
    return StandInAnswers.response(status, body);
  }
}
