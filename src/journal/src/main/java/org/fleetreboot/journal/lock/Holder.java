package org.fleetreboot.journal.lock;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;

/**
 * Who holds a lock, as the lock's file says it. The file may be open to all users: only what is
 * well-formed is taken from it.
 *
 * @param pid the process id; 0 when it is unknown
 * @param hold made anew each time the lock is taken, so that whoever knows it is that holder
 * @param note what the holder says of itself, printable and of 300 characters at most
 */
public record Holder(long pid, UUID hold, String note) {
  /** Of the file, no more is read. */
  static final int LARGEST = 1_024;

  private static final int LONGEST_NOTE = 300;
  private static final UUID UNKNOWN_HOLD = new UUID(0, 0);

  /** Nobody has said anything yet, or something else is written there. */
  static final Holder UNKNOWN = new Holder(0, UNKNOWN_HOLD, "");

  public Holder {
    note = printable(note);
  }

  /** This process, from now on. */
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

  /** By the process id, which containers that share a folder may have in common. */
  boolean isInThisProcess() {
    return pid == ProcessHandle.current().pid();
  }

  /** The process, as sentences speak of it. */
  public String process() {
    if (pid == 0) {
      return "another process";
    }
    return "process " + pid + (isInThisProcess() ? " (this one)" : "");
  }

  /** The note; empty when there is none. */
  public Optional<String> said() {
    return Optional.of(note).filter(text -> !text.isEmpty());
  }

  /** What the file keeps of a note. */
  public static String printable(String text) {
    StringBuilder kept = new StringBuilder();
    text.codePoints()
        .limit(LONGEST_NOTE)
        .forEach(c -> kept.appendCodePoint(Character.isISOControl(c) ? '?' : c));
    return kept.toString();
  }
}
