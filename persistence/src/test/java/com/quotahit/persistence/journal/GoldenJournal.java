package com.quotahit.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.quotahit.core.json.Json;
import com.quotahit.core.json.SealedFamily;
import com.quotahit.core.shared.JournalEntry;
import com.quotahit.core.shared.Recorded;
import com.quotahit.core.shared.UnreadableEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What every feature's journal promises, checked against files that are never changed:
 *
 * <ul>
 *   <li>every permitted event has a name,
 *   <li>every name and version has a file {@code src/test/resources/journal/<name>/<version>.json},
 *   <li>every file reads, old versions through their steps,
 *   <li>the file of today's version is what is written today, so a renamed component is seen.
 * </ul>
 *
 * <pre>{@code GoldenJournal.check(PracticeJournal.NAMES);}</pre>
 */
public final class GoldenJournal {

  private static final JsonMapper JSON = Json.mapper();

  private GoldenJournal() {}

  public static <E> void check(JournalNames<E> names) {
    Set<Class<?>> named = names.byRecord().keySet();
    assertThat(named)
        .as("events of %s that have a name", names.kind())
        .containsAll(SealedFamily.members(names.root()));
    JournalCatalog catalog = new JournalCatalog(List.of(names));
    Map<Class<?>, JournalName<E>> written = names.byRecord();
    for (JournalName<E> name : names.names()) {
      for (int version = 1; version <= name.version(); version++) {
        Recorded<?> recorded = read(catalog, name, version);
        boolean writtenToday = version == name.version() && name.equals(written.get(name.event()));
        if (writtenToday) {
          assertSame(catalog, name, recorded);
        }
      }
    }
  }

  /** What a golden file reads as today, for a closer look at an upcast. */
  public static <E> E event(JournalNames<E> names, String name, int version) {
    JournalName<E> found =
        names.names().stream()
            .filter(one -> one.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no name " + name));
    return names.root().cast(read(new JournalCatalog(List.of(names)), found, version).event());
  }

  private static Recorded<?> read(JournalCatalog catalog, JournalName<?> name, int version) {
    String manifest = name.name() + "/" + version;
    JournalEntry<?> entry = catalog.read(manifest, file(manifest));
    return switch (entry) {
      case Recorded<?> recorded -> {
        assertThat(recorded.event()).as(manifest).isInstanceOf(name.event());
        yield recorded;
      }
      case UnreadableEvent<?>(String _, String problem) ->
          fail(manifest + ".json cannot be read: " + problem);
    };
  }

  private static void assertSame(
      JournalCatalog catalog, JournalName<?> name, Recorded<?> recorded) {
    try {
      JsonNode golden = JSON.readTree(file(name.manifest()));
      JsonNode today = JSON.readTree(catalog.write(recorded));
      assertThat(today).as("%s as written today", name.manifest()).isEqualTo(golden);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] file(String manifest) {
    String path = "/journal/" + manifest + ".json";
    try (InputStream in = GoldenJournal.class.getResourceAsStream(path)) {
      if (in == null) {
        return fail(
            "no src/test/resources"
                + path
                + ": write one entry of this version as it stands in the journal, with event, at,"
                + " by, correlation, commandId, following");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Shows what is written today, to start a golden file from. */
  public static <E> String example(JournalNames<E> names, List<Recorded<E>> entries) {
    JournalCatalog catalog = new JournalCatalog(List.of(names));
    return entries.stream()
        .map(e ->
            catalog.manifest(e)
                + " "
                + new String(catalog.write(e), java.nio.charset.StandardCharsets.UTF_8))
        .collect(Collectors.joining("\n"));
  }
}
