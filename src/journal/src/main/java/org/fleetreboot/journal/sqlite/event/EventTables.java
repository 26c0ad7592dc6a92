package org.fleetreboot.journal.sqlite.event;

import java.util.List;

/** The truth: the events, and the names and numbers that they need. */
public final class EventTables {
  /**
   * Streams, partitions and types are interned: with the text of the stream in the unique index,
   * each commit dirties random pages, and the measured rate falls to a fifth.
   */
  public static final List<String> STATEMENTS =
      List.of(
          """
          CREATE TABLE partition(
            partition_no INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            position INTEGER NOT NULL, -- of its last event
            hash BLOB NOT NULL) STRICT -- of its last event
          """,
          """
          CREATE TABLE stream(
            stream_no INTEGER PRIMARY KEY,
            partition_no INTEGER NOT NULL REFERENCES partition,
            name TEXT NOT NULL,
            archived_version INTEGER NOT NULL DEFAULT 0, -- its events up to here are archived
            UNIQUE(partition_no, name)) STRICT
          """,
          """
          CREATE TABLE event_type(
            type_no INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE) STRICT
          """,
          """
          CREATE TABLE event(
            sequence INTEGER PRIMARY KEY, -- partition_no << 40 | position
            stream_no INTEGER NOT NULL REFERENCES stream,
            version INTEGER NOT NULL,
            event_id BLOB NOT NULL,
            type_no INTEGER NOT NULL REFERENCES event_type,
            recorded_at INTEGER NOT NULL, -- milliseconds since 1970
            hash BLOB NOT NULL, -- of this event and of the one before it
            data BLOB NOT NULL,
            UNIQUE(stream_no, version)) STRICT
          """,
          """
          CREATE TABLE checkpoint(
            subscription TEXT NOT NULL,
            partition_no INTEGER NOT NULL REFERENCES partition,
            position INTEGER NOT NULL,
            PRIMARY KEY(subscription, partition_no)) STRICT, WITHOUT ROWID
          """,
          // For people at the sqlite3 prompt; the program does not use it.
          """
          CREATE VIEW history AS
          SELECT p.name AS partition, e.sequence & 0xFFFFFFFFFF AS position, s.name AS stream,
            e.version, t.name AS type,
            strftime('%Y-%m-%dT%H:%M:%fZ', e.recorded_at / 1000.0, 'unixepoch') AS recorded_at,
            CAST(e.data AS TEXT) AS data, lower(hex(e.hash)) AS hash
          FROM event e JOIN stream s USING(stream_no) JOIN event_type t USING(type_no)
            JOIN partition p ON p.partition_no = e.sequence >> 40
          """);

  private EventTables() {}
}
