package com.quotahit.cluster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.persistence.database.Database;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the journal of a test says, read once. */
final class TallyBook {

  private static final Pattern COMMAND = Pattern.compile("\"commandId\":\"([^\"]+)\"");

  private record Line(String entity, long number, String writer, String event) {}

  private final Map<String, List<Line>> lines = new HashMap<>();
  private final Map<String, Integer> commands = new HashMap<>();

  private TallyBook(List<Line> all) {
    for (Line line : all) {
      lines.computeIfAbsent(line.entity(), _ -> new ArrayList<>()).add(line);
      Matcher command = COMMAND.matcher(line.event());
      while (command.find()) {
        commands.merge(command.group(1), 1, Integer::sum);
      }
    }
  }

  static TallyBook read(Database database) {
    return new TallyBook(
        database
            .jdbi()
            .withHandle(handle ->
                handle
                    .createQuery(
                        "SELECT persistence_id, sequence_number, writer,"
                            + " convert_from(event_payload, 'UTF8') AS event"
                            + " FROM event_journal ORDER BY persistence_id, sequence_number")
                    .map((row, _) ->
                        new Line(
                            row.getString("persistence_id"),
                            row.getLong("sequence_number"),
                            row.getString("writer"),
                            row.getString("event")))
                    .list()));
  }

  /** What was acknowledged is written, and once. */
  void holdsOnce(Set<EngineProcess.Answer> acknowledged) {
    assertThat(acknowledged).isNotEmpty();
    assertThat(acknowledged)
        .allSatisfy(answer -> assertThat(commands.get(answer.command())).isEqualTo(1));
  }

  /** A writer that has given way never writes again, and nothing is left out. */
  void hadOneWriterAtATime() {
    lines.forEach((entity, written) -> {
      Set<String> before = new HashSet<>();
      String now = "";
      long next = 1;
      for (Line line : written) {
        assertThat(line.number()).as(entity).isEqualTo(next++);
        if (!line.writer().equals(now)) {
          assertThat(before.add(line.writer())).as("%s: a writer came back", entity).isTrue();
          now = line.writer();
        }
      }
    });
  }
}
