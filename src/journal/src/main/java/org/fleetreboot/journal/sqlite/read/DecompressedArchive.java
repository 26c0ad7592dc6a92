package org.fleetreboot.journal.sqlite.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fleetreboot.journal.JournalRefused;
import org.fleetreboot.journal.lock.FileErrorReason;
import org.fleetreboot.journal.sqlite.archive.ArchiveFile;

/** Reads an archive from a temporary file, which only its owner can read. */
final class DecompressedArchive {
  private DecompressedArchive() {}

  static SqliteReader open(Path archive) {
    if (Files.notExists(archive)) {
      throw new JournalRefused("There is no archive at %s.".formatted(archive.toAbsolutePath()));
    }
    try {
      Path folder = Files.createTempDirectory("fleet-reboot-archive");
      Path file = folder.resolve(archive.getFileName() + ".db");
      Runnable delete = () -> delete(file, folder);
      // For a program that is stopped while it prints.
      folder.toFile().deleteOnExit();
      file.toFile().deleteOnExit();
      try {
        ArchiveFile.decompress(archive, file);
        return SqliteReader.open(file, delete);
      } catch (IOException | RuntimeException failed) {
        delete.run();
        throw failed;
      }
    } catch (IOException failed) {
      throw new JournalRefused(
          "Archive %s cannot be decompressed (%s). Compare it with the SHA-256 that journal stats shows, and put it back from a backup."
              .formatted(archive, FileErrorReason.of(failed)),
          failed);
    }
  }

  private static void delete(Path file, Path folder) {
    try {
      Files.deleteIfExists(file);
      Files.deleteIfExists(folder);
    } catch (IOException leftToTheSystem) {
      // The folder of temporary files is emptied by the system.
    }
  }
}
