package org.fleetreboot.journal.sqlite.write;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fleetreboot.journal.JournalFailed;

/** The free space on the disk of one file. */
final class FreeSpace {
  private final Path file;
  private final FileStore disk;
  private final long minBytes;

  private FreeSpace(Path file, FileStore disk, long minBytes) {
    this.file = file;
    this.disk = disk;
    this.minBytes = minBytes;
  }

  static FreeSpace around(Path file, long minBytes) {
    try {
      return new FreeSpace(file, Files.getFileStore(file), minBytes);
    } catch (IOException failed) {
      throw new UncheckedIOException("Cannot find the disk of " + file, failed);
    }
  }

  /** Stops the writer cleanly while there is still room for that. */
  void require() {
    long free = usable();
    if (free < minBytes) {
      throw new JournalFailed(
          "Journal %s has stopped: its disk has %,d bytes left, and %,d must stay free. Make room, then start again; acknowledged events are safe."
              .formatted(file, free, minBytes));
    }
  }

  private long usable() {
    try {
      return disk.getUsableSpace();
    } catch (IOException failed) {
      throw new UncheckedIOException(
          "Cannot determine the free space on the disk of " + file, failed);
    }
  }
}
