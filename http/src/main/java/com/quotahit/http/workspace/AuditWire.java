package com.quotahit.http.workspace;

import com.quotahit.core.workspace.AuditCheck.Verdict;
import com.quotahit.core.workspace.AuditLine;
import com.quotahit.persistence.workspace.AuditQueries.Shown;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The audit log as the world sees it. */
final class AuditWire {

  static final List<String> COLUMNS =
      List.of(
          "seq",
          "at",
          "action",
          "subject",
          "actorKind",
          "actorId",
          "actorName",
          "onBehalfOfId",
          "onBehalfOfName",
          "before",
          "after",
          "from",
          "requestId",
          "hash");

  private AuditWire() {}

  /**
   * @param kind {@code user}, {@code key} or {@code platform}
   * @param name empty when there is no such person any more
   */
  record ActorWire(String kind, String id, Optional<String> name) {

    static ActorWire of(String actor, Map<String, String> names) {
      int colon = actor.indexOf(':');
      String id = actor.substring(colon + 1);
      return new ActorWire(
          actor.substring(0, Math.max(0, colon)), id, Optional.ofNullable(names.get(id)));
    }
  }

  record EntryWire(
      long seq,
      Instant at,
      String action,
      String subject,
      ActorWire actor,
      Optional<ActorWire> onBehalfOf,
      Map<String, String> before,
      Map<String, String> after,
      String from,
      String requestId,
      String hash) {

    static EntryWire of(Shown shown) {
      AuditLine line = shown.line();
      return new EntryWire(
          line.seq(),
          line.at(),
          line.action(),
          line.subject(),
          ActorWire.of(line.actor(), shown.names()),
          line.onBehalfOf().isEmpty()
              ? Optional.empty()
              : Optional.of(ActorWire.of("user:" + line.onBehalfOf(), shown.names())),
          sorted(line.before()),
          sorted(line.after()),
          line.from(),
          line.requestId(),
          HexFormat.of().formatHex(shown.hash()));
    }

    private static SortedMap<String, String> sorted(Map<String, String> values) {
      return new TreeMap<>(values);
    }

    List<String> cells() {
      return List.of(
          Long.toString(seq),
          at.toString(),
          action,
          subject,
          actor.kind,
          actor.id,
          actor.name.orElse(""),
          onBehalfOf.map(ActorWire::id).orElse(""),
          onBehalfOf.flatMap(ActorWire::name).orElse(""),
          text(before),
          text(after),
          from,
          requestId,
          hash);
    }

    private static String text(Map<String, String> values) {
      StringBuilder all = new StringBuilder();
      values.forEach((name, value) ->
          all.append(all.isEmpty() ? "" : "; ").append(name).append('=').append(value));
      return all.toString();
    }
  }

  /**
   * @param checked entries that are as they were written, from the first one on
   * @param brokenAt number of the first entry that is not; 0 when it is the checkpoints
   */
  record VerdictWire(boolean ok, long checked, Optional<Long> brokenAt, Optional<String> reason) {

    static VerdictWire of(Verdict verdict) {
      return switch (verdict) {
        case Verdict.Sound(long checked) ->
            new VerdictWire(true, checked, Optional.empty(), Optional.empty());
        case Verdict.Broken broken ->
            new VerdictWire(
                false,
                broken.checked(),
                Optional.of(broken.at()),
                Optional.of(broken.why().text()));
      };
    }
  }

  /**
   * @param chains how many have moved on since the checkpoint before
   */
  record CheckpointWire(int chains) {}
}
