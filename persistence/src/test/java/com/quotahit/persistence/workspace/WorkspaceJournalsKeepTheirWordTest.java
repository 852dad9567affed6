package com.quotahit.persistence.workspace;

import com.quotahit.persistence.journal.GoldenJournal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class WorkspaceJournalsKeepTheirWordTest {

  @Test
  void facts_about_users_read_and_write_as_ever() {
    GoldenJournal.check(WorkspaceJournals.USER);
  }

  @Test
  void facts_about_workspaces_read_and_write_as_ever() {
    GoldenJournal.check(WorkspaceJournals.WORKSPACE);
  }
}
