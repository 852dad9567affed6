package com.quotahit.http.edge;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The interface as a page for people, made from the same table. Plain HTML, no scripts. */
final class ReferencePage {

  static final String CSS =
      """
      :root { color-scheme: light dark; --edge: color-mix(in srgb, currentColor 18%, transparent); }
      body { font: 16px/1.55 system-ui, sans-serif; margin: 2rem auto; max-width: 62rem; padding: 0 1rem; }
      h1 { font-size: 1.7rem; } h2 { font-size: 1.2rem; margin-top: 2.5rem; }
      section { border: 1px solid var(--edge); border-radius: .6rem; margin: 1rem 0; padding: .4rem 1rem 1rem; }
      h3 { font: 600 .95rem ui-monospace, monospace; overflow-wrap: anywhere; }
      code, pre { font: .85rem ui-monospace, monospace; } pre { overflow-x: auto; }
      table { border-collapse: collapse; width: 100%; } td, th { border-bottom: 1px solid var(--edge);
      padding: .3rem .5rem; text-align: left; vertical-align: top; } a { color: inherit; }
      nav { display: flex; flex-wrap: wrap; gap: .3rem 1rem; } :target { background: color-mix(in srgb, Highlight 20%, transparent); }
      """;

  private ReferencePage() {}

  static String html(EndpointTable table) {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        <!doctype html><html lang="en"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>QuotaHit interface</title><link rel="stylesheet" href="/docs/api.css"></head><body>
        <h1>QuotaHit interface</h1>
        <p>Base <code>/api/v1</code>. The same description for programs:
        <a href="/api/v1/openapi.json">openapi.json</a>. Errors are
        <code>application/problem+json</code> with a stable <code>code</code>. Every POST takes an
        <code>Idempotency-Key</code>; the same key with the same body gives the same answer for
        seven days.</p>
        """);
    Map<String, List<Endpoint<?, ?>>> parts =
        table.endpoints().stream()
            .collect(Collectors.groupingBy(OpenApiWords::tag, TreeMap::new, Collectors.toList()));
    page.append("<nav>");
    parts.keySet().forEach(part -> page.append(link("part-", part)).append(' '));
    page.append("<a href=\"#shapes\">shapes</a> <a href=\"#problems\">problems</a></nav>");
    parts.forEach((part, endpoints) -> {
      page.append("<h2 id=\"part-").append(escape(part)).append("\">").append(escape(part));
      page.append("</h2><p>").append(escape(OpenApiWords.about(part))).append("</p>");
      endpoints.forEach(endpoint -> endpoint(page, table, endpoint));
    });
    page.append("<h2 id=\"shapes\">Shapes</h2>");
    table.shapes().named().forEach((name, shape) -> shape(page, name, shape));
    problems(page);
    return page.append("</body></html>").toString();
  }

  private static void endpoint(StringBuilder page, EndpointTable table, Endpoint<?, ?> endpoint) {
    page.append("<section id=\"")
        .append(endpoint.operationId())
        .append("\"><h3>")
        .append(endpoint.method())
        .append(' ')
        .append(escape(endpoint.path().text()))
        .append("</h3><p>")
        .append(escape(endpoint.summary()))
        .append("</p><table>");
    row(page, "Who", code(escape(OpenApiWords.of(endpoint))));
    for (Parameter parameter : QueryCheck.parameters(endpoint)) {
      row(page, "?" + escape(parameter.name()), escape(parameter.description()));
    }
    table.described(endpoint).input().ifPresent(shape -> row(page, "Takes", type(shape)));
    row(
        page,
        "Gives",
        endpoint.status()
            + " "
            + switch (endpoint.output()) {
              case Output.None _ -> "";
              case Output.Bytes(String type) -> escape(type);
              case Output.Events(List<Output.Event> events) ->
                  "text/event-stream: "
                      + events.stream()
                          .map(e -> escape(e.name()))
                          .collect(Collectors.joining(", "));
              case Output.Json<?> _, Output.Items<?> _ ->
                  table.described(endpoint).output().map(ReferencePage::type).orElse("");
            });
    page.append("</table></section>");
  }

  private static void shape(StringBuilder page, String name, Schema shape) {
    page.append("<section id=\"shape-")
        .append(name)
        .append("\"><h3>")
        .append(name)
        .append("</h3><table>");
    switch (shape) {
      case Schema.Fields(List<Schema.Field> fields) ->
          fields.forEach(f -> row(page, escape(f.name()), type(f.schema())));
      case Schema.Union(Map<String, String> members) ->
          members.forEach((type, member) -> row(page, escape(type), link(member)));
      case Schema.Text _,
          Schema.Whole _,
          Schema.Decimal _,
          Schema.Flag _,
          Schema.Anything _,
          Schema.ListOf _,
          Schema.MapOf _,
          Schema.Maybe _,
          Schema.Named _ ->
          row(page, "", type(shape));
    }
    page.append("</table></section>");
  }

  private static String type(Schema schema) {
    return switch (schema) {
      case Schema.Text(String format, List<String> oneOf) ->
          oneOf.isEmpty()
              ? format.isEmpty() ? "text" : format
              : oneOf.stream()
                  .map(v -> "<code>" + escape(v) + "</code>")
                  .collect(Collectors.joining(" | "));
      case Schema.Whole _ -> "whole number";
      case Schema.Decimal _ -> "number";
      case Schema.Flag _ -> "true | false";
      case Schema.Anything _ -> "anything";
      case Schema.ListOf(Schema item) -> "list of " + type(item);
      case Schema.MapOf(Schema value) -> "map to " + type(value);
      case Schema.Maybe(Schema of) -> type(of) + " | null";
      case Schema.Named(String name) -> link(name);
      case Schema.Union(Map<String, String> members) ->
          members.values().stream().map(ReferencePage::link).collect(Collectors.joining(" | "));
      case Schema.Fields(List<Schema.Field> fields) ->
          fields.stream()
              .map(f -> escape(f.name()) + ": " + type(f.schema()))
              .collect(Collectors.joining(", ", "{ ", " }"));
    };
  }

  /** Where the types of problems lead. */
  private static void problems(StringBuilder page) {
    page.append("<h2 id=\"problems\">Problems</h2><p>A code stays what it is; titles and details");
    page.append(" are for people and may change.</p><table>");
    for (ProblemList.Kind kind : ProblemList.all()) {
      page.append("<tr id=\"problem-").append(escape(kind.code())).append("\"><th>");
      page.append(escape(kind.code())).append("</th><td>").append(kind.status());
      page.append("</td><td>").append(escape(kind.title())).append("</td></tr>");
    }
    page.append("</table>");
  }

  private static String link(String name) {
    return link("shape-", name);
  }

  private static String link(String prefix, String name) {
    return "<a href=\"#" + prefix + escape(name) + "\">" + escape(name) + "</a>";
  }

  /** What stands between two backquotes, as code. */
  private static String code(String escaped) {
    return escaped.replaceAll("`([^`]*)`", "<code>$1</code>");
  }

  private static void row(StringBuilder page, String name, String value) {
    page.append("<tr><th>").append(name).append("</th><td>").append(value).append("</td></tr>");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
