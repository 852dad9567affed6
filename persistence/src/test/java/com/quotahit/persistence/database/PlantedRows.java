package com.quotahit.persistence.database;

import com.quotahit.core.shared.WorkspaceId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/**
 * One row in every table that is kept apart by workspace, made from what the database itself says
 * of its tables, so that a new one is among them without anybody thinking of it.
 */
public final class PlantedRows {

  private static final Pattern ALLOWED = Pattern.compile("ARRAY\\['([^']*)'::text");

  private final Database database;

  public PlantedRows(Database database) {
    this.database = database;
  }

  /** All tables that are kept apart by workspace. */
  public List<String> tables() {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(
                    """
                    SELECT relname FROM pg_class
                    WHERE relkind IN ('r', 'p') AND relforcerowsecurity
                      AND relnamespace = 'public'::regnamespace
                    ORDER BY relname
                    """)
                .mapTo(String.class)
                .list());
  }

  /** Columns of these tables, as {@code table.column}. */
  public List<String> columns(String condition) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(
                    """
                    SELECT c.relname || '.' || a.attname FROM pg_class c
                    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                    WHERE c.relkind IN ('r', 'p') AND c.relforcerowsecurity
                      AND c.relnamespace = 'public'::regnamespace AND
                    """
                        + condition
                        + " ORDER BY 1")
                .mapTo(String.class)
                .list());
  }

  /**
   * @param mark part of every text and key, so that two workspaces do not collide
   * @param person in every column that names one
   */
  public void plant(WorkspaceId workspace, String mark, String person) {
    database.jdbi().useHandle(handle -> coupon(handle, mark));
    for (String table : tables()) {
      database
          .tenants()
          .useWorkspace(workspace, handle -> plant(handle, table, workspace, mark, person));
    }
  }

  private static void coupon(Handle handle, String mark) {
    handle.execute(
        "INSERT INTO coupon (code, percent_off) VALUES (?, 10) ON CONFLICT DO NOTHING", mark);
  }

  public long count(WorkspaceId workspace, String table) {
    return database
        .tenants()
        .inWorkspace(
            workspace,
            handle -> handle.createQuery("SELECT count(*) FROM " + table).mapTo(Long.class).one());
  }

  private record Column(String name, String type) {

    boolean isPerson() {
      return type.equals("text") && PersonColumns.names(name);
    }
  }

  private static void plant(
      Handle handle, String table, WorkspaceId workspace, String mark, String person) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Column column : needed(handle, table)) {
      values.put(
          column.name(),
          column.name().equals("workspace_id")
              ? "'" + workspace + "'"
              : allowed(handle, table, column.name())
                  .map(first -> "'" + first + "'")
                  .orElseGet(
                      () -> column.isPerson() ? "'" + person + "'" : value(column.type(), mark)));
    }
    handle.execute(
        "INSERT INTO "
            + table
            + " ("
            + String.join(", ", values.keySet())
            + ") VALUES ("
            + String.join(", ", values.values())
            + ")");
  }

  /** What has no default, and whoever is named even where nobody must be. */
  private static List<Column> needed(Handle handle, String table) {
    List<Column> all = new ArrayList<>();
    handle
        .createQuery(
            """
            SELECT a.attname, format_type(a.atttypid, NULL) AS type,
                   a.attnotnull AND NOT a.atthasdef AND a.attidentity = '' AS needed
            FROM pg_attribute a
            WHERE a.attrelid = CAST(:table AS regclass) AND a.attnum > 0 AND NOT a.attisdropped
            ORDER BY a.attnum
            """)
        .bind("table", table)
        .map((row, _) -> {
          String name = row.getString("attname");
          Column column = new Column(name, row.getString("type"));
          if (row.getBoolean("needed") || column.isPerson()) {
            all.add(column);
          }
          return name;
        })
        .list();
    return all;
  }

  /** The first of the values that a check allows. */
  private static java.util.Optional<String> allowed(Handle handle, String table, String column) {
    return handle
        .createQuery(
            """
            SELECT pg_get_constraintdef(k.oid) FROM pg_constraint k
            JOIN pg_attribute a ON a.attrelid = k.conrelid AND k.conkey = ARRAY[a.attnum]
            WHERE k.contype = 'c' AND k.conrelid = CAST(:table AS regclass) AND a.attname = :column
            """)
        .bind("table", table)
        .bind("column", column)
        .mapTo(String.class)
        .stream()
        .map(ALLOWED::matcher)
        .filter(Matcher::find)
        .map(found -> found.group(1))
        .findFirst();
  }

  private static String value(String type, String mark) {
    return switch (type) {
      case "text" -> "'" + mark + "'";
      case "bytea" -> "'" + mark + "'::bytea";
      case "text[]" -> "'{}'";
      case "jsonb" -> "'{}'";
      case "boolean" -> "false";
      case "date" -> "current_date";
      case "timestamp with time zone" -> "now()";
      case "integer", "bigint", "numeric" -> "1";
      default -> throw new IllegalStateException("no value for a column of type " + type);
    };
  }
}
