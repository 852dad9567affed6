package com.quotahit.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quotahit.core.shared.By;
import com.quotahit.core.shared.Recorded;
import com.quotahit.core.shared.Tally.TallyEvent;
import com.quotahit.core.shared.UnreadableEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class JournalKeepsItsWordTest {

  private final JournalCatalog catalog = new JournalCatalog(List.of(TallyJournal.NAMES));

  private static final Recorded<TallyEvent> ADDED =
      new Recorded<>(
          new TallyEvent.Added(3),
          Instant.parse("2026-01-05T09:00:00.123456Z"),
          new By.Platform("test"),
          "cor",
          "cmd",
          2);

  @Test
  void every_golden_file_is_read_and_todays_are_written_the_same() {
    GoldenJournal.check(TallyJournal.NAMES);
  }

  @Test
  void an_old_version_goes_through_its_steps() {
    assertThat(GoldenJournal.event(TallyJournal.NAMES, "tally.added", 1))
        .isEqualTo(new TallyEvent.Added(3));
  }

  @Test
  void names_are_ours_and_neither_class_nor_simple_name_is_stored() {
    assertThat(catalog.manifest(ADDED)).isEqualTo("tally.added/2");
    assertThat(new String(catalog.write(ADDED), StandardCharsets.UTF_8))
        .doesNotContain("Added")
        .doesNotContain("com.quotahit");
    assertThat(catalog.read("tally.added/2", catalog.write(ADDED))).isEqualTo(ADDED);
  }

  @Test
  void what_cannot_be_read_becomes_an_entry_that_says_so_without_the_content() {
    assertThat(catalog.read("tally.erased/1", new byte[0]))
        .isEqualTo(new UnreadableEvent<>("tally.erased/1", "unknown name"));
    assertThat(catalog.read("tally.added/3", catalog.write(ADDED)))
        .isEqualTo(new UnreadableEvent<>("tally.added/3", "version of a newer program"));
    UnreadableEvent<?> garbage =
        (UnreadableEvent<?>)
            catalog.read("tally.added/2", "secret".getBytes(StandardCharsets.UTF_8));
    assertThat(garbage.problem()).startsWith("unreadable").doesNotContain("secret");
    assertThat(catalog.read("java.lang.String", new byte[0])).isInstanceOf(UnreadableEvent.class);
  }

  @Test
  void an_event_without_a_name_stops_the_start() {
    assertThatThrownBy(() ->
            new JournalCatalog(
                List.of(
                    JournalNames.of("tally", TallyEvent.class)
                        .name("tally.started", TallyEvent.Started.class))))
        .hasMessageContaining("has no name");
  }

  @Test
  void a_missing_golden_file_is_a_failure() {
    assertThatThrownBy(() ->
            GoldenJournal.check(
                JournalNames.of("tally", TallyEvent.class)
                    .name("tally.started", TallyEvent.Started.class)
                    .name("tally.added", TallyEvent.Added.class)
                    .name("tally.shut", TallyEvent.Closed.class)))
        .isInstanceOf(AssertionError.class);
  }
}
