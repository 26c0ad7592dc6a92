package org.fleetreboot.journal.sqlite.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fleetreboot.journal.JournalDamaged;

/** What the first bytes of a file say about it before SQLite reads it. */
final class FileHeader {
  private static final int BYTES = 100;
  private static final int PAGE_SIZE_AT = 16;
  private static final int PAGES_AT = 28;
  private static final int APPLICATION_ID_AT = 68;

  /** Stands for 65,536 bytes, which two bytes cannot hold. */
  private static final int LARGEST_PAGE = 1;

  private FileHeader() {}

  /** Whether it is a journal, or was one. */
  static boolean isOurs(Path file) {
    try {
      ByteBuffer header = read(file);
      return header.limit() == BYTES && header.getInt(APPLICATION_ID_AT) == Schema.APPLICATION_ID;
    } catch (IOException unreadable) {
      return false;
    }
  }

  /**
   * Checks the length of the file. With a write-ahead log beside it, it may have any length but
   * none: SQLite deletes the log beside an empty file.
   *
   * @throws JournalDamaged if it was cut or torn
   */
  static void requireLength(Path file) {
    try {
      if (Files.notExists(file)) {
        return;
      }
      boolean isLogged = isLogged(file);
      long length = Files.size(file);
      if (isLogged && length == 0) {
        throw new JournalDamaged(file, "it is empty, and its -wal file is not");
      }
      if (isLogged || isOpen(file) || !isOurs(file)) {
        return;
      }
      long expected = length(read(file));
      if (length != expected && !isLogged(file)) {
        throw new JournalDamaged(
            file, "it has %,d bytes and should have %,d".formatted(length, expected));
      }
    } catch (IOException unreadable) {
      // SQLite says why.
      return;
    }
  }

  /**
   * Whether somebody has it open, perhaps this process, which must not read the file then: to close
   * a file releases all locks that the process holds on it, those of SQLite too, and the next
   * reader of another process deletes the write-ahead log of the writer.
   */
  private static boolean isOpen(Path file) {
    return Files.exists(file.resolveSibling(file.getFileName() + "-shm"));
  }

  private static boolean isLogged(Path file) throws IOException {
    Path log = file.resolveSibling(file.getFileName() + "-wal");
    return Files.exists(log) && Files.size(log) > 0;
  }

  private static long length(ByteBuffer header) {
    int size = header.getShort(PAGE_SIZE_AT) & 0xFFFF;
    return (size == LARGEST_PAGE ? 65_536L : size) * header.getInt(PAGES_AT);
  }

  private static ByteBuffer read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return ByteBuffer.wrap(in.readNBytes(BYTES));
    }
  }
}
