package org.fleetreboot.journal.sqlite.readmodel;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.fleetreboot.journal.JournalRefused;

/** The tables of the read models, and whether they say what the events say. */
public final class ReadModelSchema {
  /** Grows with every change of what the tables hold: tables of another version are rebuilt. */
  static final int VERSION = 3;

  /** Each row is written by the events of one partition alone. */
  private static final List<String> TABLES =
      List.of(
          """
          CREATE TABLE run(
            run_no INTEGER PRIMARY KEY, -- in the order of acceptance
            run TEXT NOT NULL UNIQUE,
            chain TEXT NOT NULL,
            status TEXT NOT NULL,
            started_at INTEGER NOT NULL, -- nanoseconds since 1970, as all times here
            state TEXT NOT NULL) STRICT
          """,
          "CREATE INDEX run_by_chain ON run(chain)",
          "CREATE INDEX run_by_status ON run(status)",
          "CREATE INDEX run_by_start ON run(started_at)",
          """
          CREATE TABLE step(
            run_no INTEGER NOT NULL REFERENCES run,
            name TEXT NOT NULL,
            place INTEGER NOT NULL, -- in the order of their start
            state TEXT NOT NULL,
            PRIMARY KEY(run_no, name)) STRICT
          """,
          // A step on one hub. Its run and step are named and not numbered, because their rows are
          // written by another partition, before or after this one. first_at and last_at are those
          // of its devices; statuses has a bit for each that any of them has ever had: a search
          // leaves out a group that cannot hold what it looks for.
          """
          CREATE TABLE run_group(
            group_no INTEGER PRIMARY KEY,
            run TEXT NOT NULL,
            step TEXT NOT NULL,
            hub TEXT NOT NULL,
            entries INTEGER NOT NULL,
            first_at INTEGER,
            last_at INTEGER,
            statuses INTEGER NOT NULL,
            state TEXT NOT NULL,
            UNIQUE(run, step, hub)) STRICT
          """,
          "CREATE INDEX run_group_by_time ON run_group(last_at, first_at, run)",
          """
          CREATE TABLE run_device(
            entry_no INTEGER PRIMARY KEY, -- group_no * 16777216 + its place in the group, from 1
            stream_no INTEGER NOT NULL REFERENCES stream,
            group_no INTEGER NOT NULL REFERENCES run_group,
            status INTEGER NOT NULL,
            at INTEGER,
            detail TEXT,
            version INTEGER, -- of the last event of its stream that concerns this group
            answer_version INTEGER, -- of the event that is its answer
            rebooted_again INTEGER,
            back_late_at INTEGER, -- when it was back after its outcome
            UNIQUE(stream_no, group_no)) STRICT
          """,
          "CREATE TABLE fleet(hub TEXT PRIMARY KEY, state TEXT NOT NULL) STRICT",
          // Up to where the tables above have followed each partition.
          """
          CREATE TABLE followed(
            partition_no INTEGER PRIMARY KEY REFERENCES partition,
            position INTEGER NOT NULL) STRICT
          """,
          // A row only while the tables above are complete.
          "CREATE TABLE read_model(version INTEGER NOT NULL) STRICT");

  private static final List<String> NAMES =
      List.of("run_device", "run_group", "step", "run", "fleet", "followed", "read_model");

  private ReadModelSchema() {}

  /** Creates the tables, complete for a journal without events. */
  public static void create(Statement sql) throws SQLException {
    createIncomplete(sql);
    complete(sql);
  }

  /** Throws the tables away, and creates empty ones that no reader trusts. */
  static void createAgain(Statement sql) throws SQLException {
    for (String name : NAMES) {
      sql.execute("DROP TABLE IF EXISTS " + name);
    }
    createIncomplete(sql);
  }

  private static void createIncomplete(Statement sql) throws SQLException {
    for (String table : TABLES) {
      sql.execute(table);
    }
  }

  /** Says that they hold what the events say. */
  static void complete(Statement sql) throws SQLException {
    sql.execute("INSERT INTO read_model VALUES (" + VERSION + ")");
  }

  /** The version of the tables; 0 if there are none, or they are not complete. */
  static int version(Connection connection) throws SQLException {
    try (Statement sql = connection.createStatement()) {
      try (ResultSet table =
          sql.executeQuery("SELECT 1 FROM sqlite_schema WHERE name = 'read_model'")) {
        if (!table.next()) {
          return 0;
        }
      }
      try (ResultSet row = sql.executeQuery("SELECT version FROM read_model")) {
        return row.next() ? row.getInt(1) : 0;
      }
    }
  }

  /**
   * Refuses tables that do not say what the events say.
   *
   * @throws JournalRefused if they are incomplete, or of another version
   */
  public static void require(Connection connection, Path file) throws SQLException {
    int version = version(connection);
    if (version > VERSION) {
      throw new JournalRefused(
          "The read models in journal %s have version %d, and this program reads version %d: use the newer program that wrote them."
              .formatted(file, version, VERSION));
    }
    if (version < VERSION) {
      throw new JournalRefused(
          "The read models in journal %s are %s: run ./fleet-reboot journal rebuild, or start the program, which rebuilds them from the events."
              .formatted(file, version == 0 ? "incomplete" : "of an earlier version"));
    }
  }

  /** Whether the tables are those of this program, and have followed every partition to its end. */
  public static boolean isCurrent(Connection connection) throws SQLException {
    if (version(connection) != VERSION) {
      return false;
    }
    try (Statement sql = connection.createStatement();
        ResultSet behind =
            sql.executeQuery(
                """
                SELECT 1 FROM partition p LEFT JOIN followed f USING(partition_no)
                WHERE p.position <> coalesce(f.position, 0)
                """)) {
      return !behind.next();
    }
  }
}
