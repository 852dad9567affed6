package com.quotahit.persistence.database;

import java.nio.file.Path;

/** A process that owns an embedded server and prints each number once the database has it. */
final class WritingOwner {

  private WritingOwner() {}

  public static void main(String[] arguments) throws Exception {
    Database database = Database.open(TestDatabase.settings(6, Path.of(arguments[0])));
    database
        .jdbi()
        .useHandle(handle -> {
          for (long i = Long.parseLong(arguments[1]); ; i++) {
            handle.execute(
                "INSERT INTO cluster_node (address, incarnation, up, renewed_at)"
                    + " VALUES (?, '', false, now())",
                "n" + i);
            System.out.println(i);
          }
        });
  }
}
