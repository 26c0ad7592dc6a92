package org.fleetreboot.app.command.journal;

/** Sizes for people. */
final class Bytes {
  private static final long KILO = 1_000;

  private Bytes() {}

  /** In KB below ten megabytes, and in MB from there. */
  static String text(long bytes) {
    return bytes < 10 * KILO * KILO
        ? "%,d KB".formatted((bytes + KILO - 1) / KILO)
        : "%,d MB".formatted(bytes / (KILO * KILO));
  }
}
