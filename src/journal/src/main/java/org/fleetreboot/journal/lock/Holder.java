package org.fleetreboot.journal.lock;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;

/**
 * Who holds a lock, according to the lock's file. All users may be able to write the file, so only
 * well-formed content is used.
 *
 * @param pid the process id; 0 when it is unknown
 * @param hold new each time the lock is taken, so that only its holder knows it
 * @param note the holder's description of itself, printable, at most 300 characters
 */
public record Holder(long pid, UUID hold, String note) {
  /** How much of the file is read. */
  static final int LARGEST = 1_024;

  private static final int LONGEST_NOTE = 300;
  private static final UUID UNKNOWN_HOLD = new UUID(0, 0);

  /** The file has no content yet, or other content. */
  static final Holder UNKNOWN = new Holder(0, UNKNOWN_HOLD, "");

  public Holder {
    note = printable(note);
  }

  /** This process, as a new holder. */
  static Holder thisProcess(String note) {
    return new Holder(ProcessHandle.current().pid(), UUID.randomUUID(), note);
  }

  ByteBuffer encoded() {
    return UTF_8.encode(pid + "\n" + hold + "\n" + note + "\n");
  }

  static Holder decoded(ByteBuffer content) {
    String[] lines = UTF_8.decode(content).toString().split("\n", 4);
    try {
      return lines.length < 3
          ? UNKNOWN
          : new Holder(Long.parseLong(lines[0]), UUID.fromString(lines[1]), lines[2]);
    } catch (IllegalArgumentException notOurs) {
      return UNKNOWN;
    }
  }

  /** Judged by the process id, which can be the same in containers that share a folder. */
  boolean isInThisProcess() {
    return pid == ProcessHandle.current().pid();
  }

  /** The process, for messages. */
  public String process() {
    if (pid == 0) {
      return "another process";
    }
    return "process " + pid + (isInThisProcess() ? " (this one)" : "");
  }

  /** The note; empty if there is none. */
  public Optional<String> said() {
    return Optional.of(note).filter(text -> !text.isEmpty());
  }

  /** The note as stored in the file. */
  public static String printable(String text) {
    StringBuilder kept = new StringBuilder();
    text.codePoints()
        .limit(LONGEST_NOTE)
        .forEach(c -> kept.appendCodePoint(Character.isISOControl(c) ? '?' : c));
    return kept.toString();
  }
}
