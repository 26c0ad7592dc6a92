package org.fleetreboot.journal.sql.readmodel;

import org.fleetreboot.journal.RecordCodec;

/** A row of the read models is not one that the program writes. It is rebuilt from the events. */
final class UnreadableRow extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * @param what the row, as part of a sentence
   */
  UnreadableRow(String what, RuntimeException cause) {
    super(what, cause);
  }

  /**
   * @param what the row and its fault, as part of a sentence
   */
  UnreadableRow(String what) {
    super(what);
  }

  /**
   * The record that a row holds as JSON.
   *
   * @param what the row, as part of a sentence
   */
  static <T extends Record> T decode(RecordCodec codec, String json, Class<T> type, String what) {
    try {
      return codec.decode(json, type);
    } catch (IllegalArgumentException damaged) {
      throw new UnreadableRow(what, damaged);
    }
  }
}
