package com.quotahit.http.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.quotahit.core.shared.FieldProblem;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.Multipart;
import org.apache.pekko.http.javadsl.model.RequestEntity;
import org.apache.pekko.http.javadsl.unmarshalling.Unmarshaller;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.SystemMaterializer;
import org.apache.pekko.stream.javadsl.Sink;

/** Reads bodies that are no plain JSON into memory, within the endpoint's limit. */
public final class Uploads {

  private static final int PARTS_MAX = 20;

  /** A tree of JSON takes many times its bytes. */
  private static final long JSON_BYTES_MAX = 64 * 1024;

  private static final Duration READ_MAX = Duration.ofSeconds(60);

  /** A file as the client named it; neither name nor media type can be trusted. */
  public record File(String name, String mediaType, byte[] bytes) {}

  /** A form: its files and its texts by field. */
  public record Form(Map<String, File> files, Map<String, String> texts) {

    /** The file of this field, or a problem for the client. */
    public File file(String field) {
      return Optional.ofNullable(files.get(field))
          .orElseThrow(() ->
              new ProblemException(
                  Problem.invalid(
                      List.of(new FieldProblem(field, "required", "Attach a file here.")))));
    }
  }

  private record Part(String name, Optional<String> fileName, String mediaType, byte[] bytes) {}

  private Uploads() {}

  public static boolean multipart(RequestEntity body) {
    return body.getContentType().mediaType().isMultipart();
  }

  public static CompletionStage<Form> form(RequestEntity body, ActorSystem<?> system) {
    Materializer materializer = SystemMaterializer.get(system).materializer();
    return Unmarshaller.entityToMultipartFormData()
        .unmarshal(body, materializer)
        .exceptionally(failure -> {
          throw Failures.defect(failure)
              ? new ProblemException(malformed())
              : new ProblemException(Failures.problem(failure));
        })
        .thenCompose(form ->
            form.getParts()
                .take(PARTS_MAX)
                .mapAsync(1, part -> read(part, materializer))
                .runWith(Sink.seq(), materializer))
        .thenApply(Uploads::sorted);
  }

  /** The body as JSON of the given shape; far smaller than a file may be. */
  public static <W> CompletionStage<W> json(
      RequestEntity body, Class<W> wire, ActorSystem<?> system) {
    return body.withSizeLimit(JSON_BYTES_MAX)
        .toStrict(READ_MAX.toMillis(), system)
        .thenApply(entity -> {
          Shapes shapes = new Shapes();
          try {
            JsonNode tree = WireJson.tree(entity.getData().toArray());
            List<FieldProblem> problems = ShapeCheck.problems(shapes, shapes.in(wire), tree);
            if (!problems.isEmpty()) {
              throw new ProblemException(Problem.invalid(problems));
            }
            return WireJson.value(tree, wire);
          } catch (IOException e) {
            throw new ProblemException(malformed());
          }
        });
  }

  private static Problem malformed() {
    return Problem.of(400, "request.malformed", "Malformed request", "The body cannot be read.");
  }

  private static CompletionStage<Part> read(
      Multipart.FormData.BodyPart part, Materializer materializer) {
    return part.toStrict(READ_MAX.toMillis(), materializer)
        .thenApply(strict ->
            new Part(
                part.getName(),
                part.getFilename(),
                strict.getEntity().getContentType().mediaType().toString(),
                bytes(strict)));
  }

  private static byte[] bytes(Multipart.FormData.BodyPart.Strict part) {
    return ((org.apache.pekko.http.javadsl.model.HttpEntity.Strict) part.getEntity())
        .getData()
        .toArray();
  }

  private static Form sorted(List<Part> parts) {
    Map<String, File> files = new HashMap<>();
    Map<String, String> texts = new HashMap<>();
    for (Part part : parts) {
      part.fileName()
          .ifPresentOrElse(
              name ->
                  files.putIfAbsent(part.name(), new File(name, part.mediaType(), part.bytes())),
              () ->
                  texts.putIfAbsent(
                      part.name(),
                      new String(part.bytes(), java.nio.charset.StandardCharsets.UTF_8)));
    }
    return new Form(Map.copyOf(files), Map.copyOf(texts));
  }
}
