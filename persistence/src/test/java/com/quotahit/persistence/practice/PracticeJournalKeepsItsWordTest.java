package com.quotahit.persistence.practice;

import com.quotahit.persistence.journal.GoldenJournal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class PracticeJournalKeepsItsWordTest {

  @Test
  void every_golden_file_is_read_and_todays_are_written_the_same() {
    GoldenJournal.check(PracticeJournal.NAMES);
  }
}
