package com.quotahit.actors.sandbox.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quotahit.core.models.SentenceEmbedderPort;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * {@code POST /v1/embeddings}. The vectors have the length of the embedded model (384), whatever
 * model is named; asking for another {@code dimensions} is an error, since a cut vector would mean
 * nothing.
 */
final class EmbeddingsStandIn {

  private static final int INPUTS_MOST = 2048;

  private final Optional<SentenceEmbedderPort> embedder;

  EmbeddingsStandIn(Optional<SentenceEmbedderPort> embedder) {
    this.embedder = embedder;
  }

  CompletionStage<HttpResponse> answer(JsonNode body) {
    SentenceEmbedderPort model =
        embedder.orElseThrow(() ->
            new WireError(
                503, "server_error", "No embedding model.", null, "embeddings_unavailable"));
    List<String> inputs = inputs(body.path("input"));
    boolean base64 = body.path("encoding_format").asText("float").equals("base64");
    CompletionStage<List<float[]>> vectors = CompletableFuture.completedFuture(new ArrayList<>());
    for (String input : inputs) {
      vectors =
          vectors.thenCompose(done ->
              model
                  .embed(input)
                  .thenApply(vector -> {
                    done.add(vector);
                    return done;
                  }));
    }
    return vectors.thenApply(all -> response(body, inputs, all, base64));
  }

  private static HttpResponse response(
      JsonNode body, List<String> inputs, List<float[]> vectors, boolean base64) {
    int length = vectors.getFirst().length;
    if (body.has("dimensions") && body.path("dimensions").asInt() != length) {
      throw WireError.invalid(
          "This model only has " + length + " dimensions.", "dimensions", "invalid_value");
    }
    ObjectNode list = Json.object().put("object", "list").put("model", body.path("model").asText());
    ArrayNode entries = list.putArray("data");
    for (int i = 0; i < vectors.size(); i++) {
      ObjectNode entry = entries.addObject().put("object", "embedding").put("index", i);
      if (base64) {
        entry.put("embedding", packed(vectors.get(i)));
      } else {
        ArrayNode numbers = entry.putArray("embedding");
        for (float number : vectors.get(i)) {
          numbers.add(number);
        }
      }
    }
    int tokens = inputs.stream().mapToInt(Words::tokens).sum();
    list.putObject("usage").put("prompt_tokens", tokens).put("total_tokens", tokens);
    return HttpResponse.create().withEntity(ContentTypes.APPLICATION_JSON, Json.text(list));
  }

  private static List<String> inputs(JsonNode input) {
    List<String> inputs = new ArrayList<>();
    if (input.isTextual()) {
      inputs.add(input.asText());
    } else {
      input.forEach(each -> inputs.add(each.isTextual() ? each.asText() : ""));
    }
    if (inputs.isEmpty() || inputs.size() > INPUTS_MOST || inputs.contains("")) {
      throw WireError.invalid("'$.input' is invalid.", "input");
    }
    return inputs;
  }

  private static String packed(float[] vector) {
    ByteBuffer bytes = ByteBuffer.allocate(vector.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector);
    return Base64.getEncoder().encodeToString(bytes.array());
  }
}
