package org.fleetreboot.journal.sqlite.archive.move;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files of an archive that is not in its place yet. Their names are those of the journal, which
 * is locked: so what a killed move has left is replaced by the next, whatever that moves, and
 * another journal in the same folder has files of its own.
 */
final class DraftFiles implements AutoCloseable {
  private final Path raw;
  private final Path compressed;

  /** Removes what a move before may have left. */
  DraftFiles(Path folder, Path journal) throws IOException {
    raw = folder.resolve("." + journal.getFileName() + ".raw");
    compressed = folder.resolve("." + journal.getFileName() + ".new");
    close();
  }

  /** The archive before it is compressed. */
  Path raw() {
    return raw;
  }

  Path compressed() {
    return compressed;
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(raw);
    Files.deleteIfExists(compressed);
  }
}
