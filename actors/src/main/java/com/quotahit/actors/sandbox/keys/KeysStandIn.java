package com.quotahit.actors.sandbox.keys;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quotahit.actors.sandbox.openai.Json;
import com.quotahit.actors.sandbox.openai.SandboxFault;
import com.quotahit.actors.sandbox.rest.StandIn;
import com.quotahit.actors.sandbox.rest.StandInAnswers;
import com.quotahit.core.models.Provider;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** ElevenLabs, Deepgram and Twilio as far as they tell whose key it is. */
public final class KeysStandIn implements StandIn {

  private final Provider provider;

  public KeysStandIn(Provider provider) {
    this.provider = provider;
  }

  @Override
  public String prefix() {
    return "/" + provider.code();
  }

  @Override
  public String key(HttpRequest request) {
    String authorization = StandInAnswers.header(request, "Authorization");
    if (authorization.startsWith("Basic ")) {
      return new String(
          Base64.getDecoder().decode(authorization.substring("Basic ".length())),
          StandardCharsets.ISO_8859_1);
    }
    return authorization.isEmpty()
        ? StandInAnswers.header(request, "xi-api-key")
        : authorization.replaceFirst("^(Token|Bearer) ", "");
  }

  @Override
  public CompletionStage<HttpResponse> answer(Asked asked, Optional<SandboxFault> fault) {
    if (!StandInAnswers.takes(provider, asked.key())) {
      return StandInAnswers.json(401, refusal());
    }
    ObjectNode whose = Json.object();
    switch (asked.endpoint()) {
      case "GET /v1/user" -> whose.put("user_id", "sandbox").putObject("subscription");
      case "GET /v1/projects" ->
          whose.putArray("projects").addObject().put("project_id", "p").put("name", "sandbox");
      default -> whose.put("sid", asked.key()).put("status", "active").put("type", "Full");
    }
    return StandInAnswers.json(200, whose);
  }

  private ObjectNode refusal() {
    ObjectNode body = Json.object();
    switch (provider) {
      case ELEVENLABS ->
          body.putObject("detail").put("status", "invalid_api_key").put("message", "Invalid key");
      case TWILIO -> body.put("code", 20003).put("message", "Authenticate").put("status", 401);
      case OPENAI, ANTHROPIC, OPENROUTER, PERPLEXITY, COMPATIBLE, TAVILY, DEEPGRAM, SMTP ->
          body.put("err_code", "INVALID_AUTH").put("err_msg", "Invalid credentials.");
    }
    return body;
  }
}
