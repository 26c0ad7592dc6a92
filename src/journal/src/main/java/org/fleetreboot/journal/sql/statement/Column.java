package org.fleetreboot.journal.sql.statement;

/** A column that rows are inserted into. */
public record Column(String name, Type type) {
  /** What it holds. */
  public enum Type {
    NUMBER,
    TEXT,
    BYTES
  }

  public static Column number(String name) {
    return new Column(name, Type.NUMBER);
  }

  public static Column text(String name) {
    return new Column(name, Type.TEXT);
  }

  public static Column bytes(String name) {
    return new Column(name, Type.BYTES);
  }
}
