package org.fleetreboot.journal.sqlite;

import static org.fleetreboot.journal.Appends.HUB;
import static org.fleetreboot.journal.Appends.PUMP;
import static org.fleetreboot.journal.Appends.VALVE;
import static org.fleetreboot.journal.Appends.append;
import static org.fleetreboot.journal.Appends.to;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.fleetreboot.journal.DiskLimits;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.sqlite.read.SqliteReader;

/** A small journal, and what can happen to the file of one. */
public final class DamagedCopy {
  static final StreamId RUN = StreamId.run("nightly");
  public static final int RUNS = 3;
  public static final int DEVICES = 12;

  private static final InstantSource NOON =
      InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));

  private DamagedCopy() {}

  /** Twelve events of two devices, and three of a run. */
  public static Path journal(Path directory) {
    Path file = directory.resolve("journal.db");
    try (Journal journal = open(file)) {
      append(journal, to(RUN, 0, 1));
      for (int version = 0; version < DEVICES / 2; version++) {
        append(journal, to(PUMP, version, 1), to(VALVE, version, 1));
      }
      append(journal, to(RUN, 1, RUNS - 1));
    }
    return file;
  }

  public static Journal open(Path file) {
    return SqliteJournal.open(file, NOON, DiskLimits.DEFAULT);
  }

  /** All events by position. */
  public static List<RecordedEvent> readAll(Path file) {
    List<RecordedEvent> events = new ArrayList<>();
    try (JournalReader journal = SqliteReader.open(file)) {
      for (String partition : List.of(HUB, StreamId.RUNS)) {
        journal.readAll(partition, Position.START, events::add);
      }
    }
    return events;
  }

  /** All events by position, then by stream. */
  static List<RecordedEvent> read(Path file) {
    List<RecordedEvent> events = readAll(file);
    try (JournalReader journal = SqliteReader.open(file)) {
      for (StreamId stream : List.of(PUMP, VALVE, RUN)) {
        events.addAll(journal.read(stream));
      }
    }
    return events;
  }

  /** What a person could do with sqlite3. */
  public static void sql(Path file, String... statements) {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement sql = connection.createStatement()) {
      for (String statement : statements) {
        sql.execute(statement);
      }
    } catch (SQLException failed) {
      throw new AssertionError(failed);
    }
  }

  /** How many rows it changes; none if the database refuses it. */
  public static int changes(Path file, String statement) {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement sql = connection.createStatement()) {
      return sql.executeUpdate(statement);
    } catch (SQLException refused) {
      return 0;
    }
  }

  public static void flip(Path file, int at, int bits) throws IOException {
    byte[] content = Files.readAllBytes(file);
    content[at] ^= (byte) bits;
    Files.write(file, content);
  }
}
