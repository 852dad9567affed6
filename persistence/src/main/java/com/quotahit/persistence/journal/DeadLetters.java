package com.quotahit.persistence.journal;

import com.quotahit.core.shared.DeadLettersPort;
import com.quotahit.persistence.database.Database;
import java.util.List;

/** What readers parked, and their second try. */
public final class DeadLetters implements DeadLettersPort {

  private final Database database;
  private final ProjectionRunner projections;
  private final ProcessRunner processes;

  public DeadLetters(Database database, ProjectionRunner projections, ProcessRunner processes) {
    this.database = database;
    this.projections = projections;
    this.processes = processes;
  }

  @Override
  public List<Parked> list(int most) {
    return database.jdbi().withHandle(handle -> DeadLetterTable.oldest(handle, most));
  }

  @Override
  public Replayed replay(String reader, String entity) {
    return projections
        .rebuild(reader, entity)
        .or(() -> processes.hearAgain(reader, entity))
        .orElseGet(() -> new Replayed(0, 0));
  }
}
