package com.quotahit.http.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.quotahit.core.shared.FieldProblem;
import com.quotahit.core.shared.Parsed;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.util.ByteString;

/** Reads what a request carries: bounded in size and time, all mistakes at once. */
final class RequestBody {

  private static final Duration READ_MAX = Duration.ofSeconds(10);

  /** A body as the endpoint wants it, or why not. */
  sealed interface Read<I> {

    /**
     * @param hash of what was sent, to know the same request again
     */
    record Fine<I>(I input, String hash) implements Read<I> {}

    record Wrong<I>(Problem problem) implements Read<I> {}
  }

  private final ActorSystem<?> system;
  private final EndpointTable table;

  RequestBody(ActorSystem<?> system, EndpointTable table) {
    this.system = system;
    this.table = table;
  }

  <I> CompletionStage<Read<I>> read(Endpoint<I, ?> endpoint, HttpRequest request) {
    Input<I> input = endpoint.input();
    return switch (input) {
      case Input.None _ -> none(input, request);
      case Input.Body body -> CompletableFuture.completedFuture(whole(input, body, request));
      case Input.Json<?, I> json -> json(endpoint, json, request);
    };
  }

  /** A body that nobody asked for must at least not be what a foreign form can send. */
  private <I> CompletionStage<Read<I>> none(Input<I> input, HttpRequest request) {
    if (!request.entity().isKnownEmpty() && !json(request.entity().getContentType())) {
      return CompletableFuture.completedFuture(new Read.Wrong<>(wrongMediaType("none or JSON")));
    }
    request.discardEntityBytes(system);
    return CompletableFuture.completedFuture(new Read.Fine<>(input.cast(Nothing.NOTHING), ""));
  }

  private <I> Read<I> whole(Input<I> input, Input.Body body, HttpRequest request) {
    String type = request.entity().getContentType().mediaType().toString();
    String plain = type.split(";")[0].strip();
    if (body.media().stream().noneMatch(m -> m.type().equals(plain))) {
      return new Read.Wrong<>(
          wrongMediaType(
              String.join(" or ", body.media().stream().map(Input.Media::type).toList())));
    }
    if (request.entity().getContentLengthOption().orElse(0) > body.bytesMax()) {
      return new Read.Wrong<>(Failures.tooLarge(body.bytesMax()));
    }
    return new Read.Fine<>(input.cast(request.entity().withSizeLimit(body.bytesMax())), "");
  }

  private <I> CompletionStage<Read<I>> json(
      Endpoint<I, ?> endpoint, Input.Json<?, I> json, HttpRequest request) {
    if (!json(request.entity().getContentType())) {
      return CompletableFuture.completedFuture(
          new Read.Wrong<>(
              request.entity().isKnownEmpty()
                  ? Problem.of(
                      400, "request.malformed", "Malformed request", "Send a JSON document.")
                  : wrongMediaType("application/json")));
    }
    return request
        .entity()
        .withSizeLimit(json.bytesMax())
        .toStrict(READ_MAX.toMillis(), system)
        .handle((entity, failure) ->
            failure == null
                ? parsed(endpoint, json, entity.getData())
                : new Read.Wrong<I>(unreadable(failure)));
  }

  private <I> Read<I> parsed(Endpoint<I, ?> endpoint, Input.Json<?, I> json, ByteString data) {
    byte[] bytes = data.toArray();
    try {
      JsonNode tree = WireJson.tree(bytes);
      Schema shape = table.described(endpoint).input().orElseThrow();
      List<FieldProblem> problems = ShapeCheck.problems(table.shapes(), shape, tree);
      if (!problems.isEmpty()) {
        return new Read.Wrong<>(Problem.invalid(problems));
      }
      return switch (json.parsed(WireJson.value(tree, json.wire()))) {
        case Parsed.Valid<I>(I value) ->
            new Read.Fine<>(value, HexFormat.of().formatHex(RequestIds.sha256(bytes)));
        case Parsed.Invalid<I>(List<FieldProblem> wrong) ->
            new Read.Wrong<>(Problem.invalid(wrong));
      };
    } catch (JsonProcessingException e) {
      return new Read.Wrong<>(malformed(e));
    } catch (IOException e) {
      return new Read.Wrong<>(
          Problem.of(
              400, "request.malformed", "Malformed request", "The body cannot be read as JSON."));
    }
  }

  private static Problem malformed(JsonProcessingException e) {
    String where =
        e.getLocation() == null
            ? ""
            : " Look at line "
                + e.getLocation().getLineNr()
                + ", column "
                + e.getLocation().getColumnNr()
                + ".";
    return Problem.of(
        400, "request.malformed", "Malformed request", "The body cannot be read as JSON." + where);
  }

  private static Problem unreadable(Throwable failure) {
    return Failures.unwrap(failure) instanceof TimeoutException
        ? Problem.of(408, "request.too-slow", "Too slow", "The body took too long to arrive.")
        : Failures.problem(failure);
  }

  private static boolean json(ContentType type) {
    return type.mediaType().toString().startsWith("application/json");
  }

  private static Problem wrongMediaType(String expected) {
    return Problem.of(
        415, "request.wrong-media-type", "Wrong media type", "Expected: " + expected + ".");
  }
}
