package com.quotahit.http.edge;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * Every endpoint of the interface, in one list. Two that could answer the same request stop the
 * start.
 */
public final class EndpointTable {

  private final List<Endpoint<?, ?>> endpoints;
  private final Map<Integer, List<Line>> byLength = new java.util.HashMap<>();
  private final Shapes shapes = new Shapes();
  private final Map<Endpoint<?, ?>, Described> described = new java.util.IdentityHashMap<>();

  private record Line(PathTemplate path, Map<Method, Endpoint<?, ?>> byMethod) {}

  /** The shapes of one endpoint. */
  record Described(Optional<Schema> input, Optional<Schema> output) {}

  /** What a path meets. */
  sealed interface Match {
    record Found(Endpoint<?, ?> endpoint, Map<String, String> gaps) implements Match {}

    record OtherMethods(Set<Method> allowed) implements Match {}

    record None() implements Match {}
  }

  public EndpointTable(List<Endpoint<?, ?>> features) {
    List<Endpoint<?, ?>> all = new ArrayList<>(features);
    all.add(description());
    this.endpoints = List.copyOf(all);
    Set<String> seen = new HashSet<>();
    Map<String, Line> lines = new java.util.LinkedHashMap<>();
    for (Endpoint<?, ?> endpoint : this.endpoints) {
      String shape = endpoint.path().shape();
      if (!seen.add(endpoint.method() + " " + shape)) {
        throw new IllegalArgumentException(
            "two endpoints answer " + endpoint.method() + " " + endpoint.path().text());
      }
      lines
          .computeIfAbsent(shape, _ -> new Line(endpoint.path(), new EnumMap<>(Method.class)))
          .byMethod
          .put(endpoint.method(), endpoint);
    }
    for (Line line : lines.values()) {
      byLength.computeIfAbsent(line.path.segments().size(), _ -> new ArrayList<>()).add(line);
    }
    byLength.values().forEach(l -> l.sort(Comparator.comparingLong(line -> line.path.gaps())));
    // Answers first: a record used both ways keeps its plain name for what clients read.
    this.endpoints.forEach(this::describeOutput);
    this.endpoints.forEach(this::describeInput);
    shapes.out(ProblemWire.class);
  }

  public List<Endpoint<?, ?>> endpoints() {
    return endpoints;
  }

  Shapes shapes() {
    return shapes;
  }

  Described described(Endpoint<?, ?> endpoint) {
    return described.get(endpoint);
  }

  Match match(Method method, String path) {
    List<String> segments = PathTemplate.split(path);
    Optional<Match> other = Optional.empty();
    for (Line line : byLength.getOrDefault(segments.size(), List.of())) {
      Optional<Map<String, String>> gaps = line.path.match(segments);
      if (gaps.isPresent()) {
        Endpoint<?, ?> endpoint = line.byMethod.get(method);
        if (endpoint != null) {
          return new Match.Found(endpoint, renamed(endpoint, segments));
        }
        if (other.isEmpty()) {
          other = Optional.of(new Match.OtherMethods(line.byMethod.keySet()));
        }
      }
    }
    return other.orElseGet(Match.None::new);
  }

  /** Endpoints of one shape may name their gaps differently. */
  private static Map<String, String> renamed(Endpoint<?, ?> endpoint, List<String> segments) {
    return endpoint.path().match(segments).orElseThrow();
  }

  private void describeOutput(Endpoint<?, ?> endpoint) {
    Optional<Schema> output =
        switch (endpoint.output()) {
          case Output.None _, Output.Bytes _ -> Optional.empty();
          case Output.Json<?>(Class<?> wire) -> Optional.of(shapes.out(wire));
          case Output.Items<?>(Class<?> item) -> Optional.of(page(shapes.out(item)));
          case Output.Events(List<Output.Event> events) -> {
            events.forEach(event -> shapes.out(event.wire()));
            yield Optional.empty();
          }
        };
    described.put(endpoint, new Described(Optional.empty(), output));
  }

  /** The description is itself an endpoint, so that what is described is all there is. */
  private Endpoint<Nothing, Nothing> description() {
    return Endpoint.get("/openapi.json", "This description")
        .open()
        .answersBytes("application/json")
        .by((_, _) ->
            CompletableFuture.completedFuture(
                Answer.raw(
                    HttpResponse.create()
                        .withEntity(
                            HttpEntities.create(
                                ContentTypes.APPLICATION_JSON,
                                OpenApi.text(this).getBytes(StandardCharsets.UTF_8))))));
  }

  static Schema page(Schema item) {
    return new Schema.Fields(
        List.of(
            new Schema.Field("items", new Schema.ListOf(item), true),
            new Schema.Field(
                "nextCursor", new Schema.Maybe(new Schema.Text("", List.of())), true)));
  }

  private void describeInput(Endpoint<?, ?> endpoint) {
    Optional<Schema> input =
        switch (endpoint.input()) {
          case Input.None _ -> Optional.empty();
          case Input.Json<?, ?> json -> Optional.of(shapes.in(json.wire()));
          case Input.Body(List<Input.Media> media, long _) -> {
            media.stream().filter(m -> m.wire() != Nothing.class).forEach(m -> shapes.in(m.wire()));
            yield Optional.empty();
          }
        };
    described.computeIfPresent(endpoint, (_, d) -> new Described(input, d.output()));
  }
}
