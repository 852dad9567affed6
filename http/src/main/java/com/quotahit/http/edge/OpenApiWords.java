package com.quotahit.http.edge;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quotahit.core.workspace.ApiKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the description says in words: once for all endpoints, once for each part of the interface,
 * and for each endpoint what the table knows of it.
 */
final class OpenApiWords {

  static final String ABOUT =
      """
      Practice calls by voice, scorecards, people, keys, models and plans of one workspace.

      **Who asks.** Programs send `Authorization: Bearer qh_live_…`, a key that a workspace gives \
      under Settings, API keys. Browsers have a session in a cookie and repeat the value of the \
      cookie `qh_csrf` in the header `X-CSRF-Token` on whatever changes something.

      **Lists** answer `items` and `nextCursor`; send that as `cursor` for the next page.

      **Repeating.** Send an `Idempotency-Key` with a POST and it happens once, however often it is \
      sent: the same key with the same body gives the same answer for seven days.

      **Changing** something that carries a `version` needs the version that was read; an older one \
      is refused with 409.

      **Problems** are `application/problem+json` (RFC 9457) with a stable `code`, with `errors` \
      naming each field and what to do, and with the `requestId` that support asks for.

      **Values.** Moments are RFC 3339 in UTC, money is in the currency's smallest unit, ids are \
      opaque.\
      """;

  private static final Map<String, String> TAGS =
      Map.ofEntries(
          Map.entry("admin", "The installation: its people, workspaces, settings, plans and log."),
          Map.entry("api-keys", "Keys for programs."),
          Map.entry("audit", "Who did what, in a log that shows when it was changed."),
          Map.entry("auth", "Signing up, in and out, second factors, passkeys, devices."),
          Map.entry("billing", "Plans, seats, buying, invoices, and what is open because of them."),
          Map.entry("budgets", "What may be spent on models in a month."),
          Map.entry("events", "What changes while somebody looks, as server-sent events."),
          Map.entry("installation", "What this installation is, for the sign-in screen."),
          Map.entry("invitations", "Coming in by an invitation."),
          Map.entry("me", "Whoever is signed in."),
          Map.entry("models", "Which models there are, what they cost, and which is asked."),
          Map.entry("notifications", "What somebody should know, and how they want to hear of it."),
          Map.entry("openapi.json", "This description."),
          Map.entry("practice", "Practice calls with a simulated buyer, and how they were scored."),
          Map.entry("sandbox", "What stands in for providers here."),
          Map.entry("usage", "What was used of models, by whom, and what it cost."),
          Map.entry("user-keys", "Providers' keys of one's own and of the workspace."),
          Map.entry("webhooks", "What providers tell."),
          Map.entry("workspace", "The workspace, its people, teams, roles and company sign-in."),
          Map.entry("workspaces", "Opening another workspace."));

  private OpenApiWords() {}

  /** The parts of the interface that these endpoints belong to, in the order of their names. */
  static void tags(EndpointTable table, ArrayNode tags) {
    table.endpoints().stream()
        .map(OpenApiWords::tag)
        .distinct()
        .sorted()
        .forEach(name -> {
          ObjectNode tag = tags.addObject().put("name", name);
          if (!about(name).isEmpty()) {
            tag.put("description", about(name));
          }
        });
  }

  /** Empty for a part that nobody has explained yet. */
  static String about(String tag) {
    return TAGS.getOrDefault(tag, "");
  }

  static String tag(Endpoint<?, ?> endpoint) {
    return endpoint.path().segments().getFirst();
  }

  /** Who may ask, under which plan, and what is special about asking. */
  static String of(Endpoint<?, ?> endpoint) {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        switch (endpoint.access()) {
          case Access.Open _ -> "Open to everybody.";
          case Access.SignedIn _ -> "For people who are signed in; not for programs' keys.";
          case Access.PlatformAdmin _ -> "For those who run the installation.";
          case Access.Needs(var permission) ->
              "Needs the permission `"
                  + permission.code()
                  + (ApiKey.possible(permission)
                      ? "`, of a person's role or a key's scopes."
                      : "`, of a person's role; no key can have it.");
        });
    endpoint
        .module()
        .ifPresent(module -> sentences.add("Part of the module `" + module.code() + "`."));
    if (endpoint.signIn() == Endpoint.SignIn.RECENT) {
      sentences.add("Asks for a proof of who it is that is not older than ten minutes.");
    }
    switch (endpoint.impersonated()) {
      case REFUSED -> sentences.add("Refused to an admin who acts in somebody's name.");
      case AS_THE_USER, ALWAYS -> {}
    }
    if (endpoint.method() == Method.POST && endpoint.repeat() == Endpoint.Repeat.RUN_AGAIN) {
      sentences.add("Runs again, harmlessly, under a repeated `Idempotency-Key`.");
    }
    if (endpoint.output() instanceof Output.Events(List<Output.Event> events)) {
      sentences.add(
          "Answers server-sent events: "
              + events.stream()
                  .map(event -> "`" + event.name() + "`")
                  .collect(Collectors.joining(", "))
              + "; their shapes are in `x-events`.");
    }
    return String.join(" ", sentences);
  }
}
