package org.fleetreboot.journal.sqlite.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.fleetreboot.journal.JournalDamaged;
import org.fleetreboot.journal.JournalFailed;
import org.fleetreboot.journal.JournalRefused;
import org.fleetreboot.journal.lock.FileErrorReason;

/** An archive as a temporary journal file, which only its owner can read, until it is closed. */
public final class DecompressedArchive implements AutoCloseable {
  private final Path archive;
  private final Path folder;
  private final Path file;

  private DecompressedArchive(Path archive, Path folder, Path file) {
    this.archive = archive;
    this.folder = folder;
    this.file = file;
  }

  /**
   * Decompresses the archive.
   *
   * @throws JournalRefused if there is none, or it cannot be decompressed
   */
  public static DecompressedArchive open(Path archive) {
    if (Files.notExists(archive)) {
      throw new JournalRefused("There is no archive at %s.".formatted(archive.toAbsolutePath()));
    }
    try {
      return of(archive);
    } catch (IOException failed) {
      throw refused(archive, "cannot be decompressed", FileErrorReason.of(failed), failed);
    }
  }

  private static JournalRefused refused(
      Path archive, String what, String reason, Exception failed) {
    return new JournalRefused(
        "Archive %s %s (%s). Compare it with the SHA-256 that journal stats shows, and put it back from a backup."
            .formatted(archive, what, reason),
        failed);
  }

  /** Decompresses a file that is there. */
  public static DecompressedArchive of(Path archive) throws IOException {
    Path folder = Files.createTempDirectory("fleet-reboot-archive");
    Path file = folder.resolve(archive.getFileName() + ".db");
    // For a program that is stopped while it prints.
    folder.toFile().deleteOnExit();
    file.toFile().deleteOnExit();
    DecompressedArchive decompressed = new DecompressedArchive(archive, folder, file);
    try {
      ArchiveFile.decompress(archive, file);
      return decompressed;
    } catch (IOException | RuntimeException failed) {
      decompressed.close();
      throw failed;
    }
  }

  /**
   * Asks the journal file.
   *
   * @throws JournalRefused if that fails; it names the archive, because nobody knows the file
   */
  public <T> T ask(Function<Path, T> question) {
    try {
      return question.apply(file);
    } catch (JournalDamaged damaged) {
      throw refused(archive, "is damaged", damaged.what(), damaged);
    } catch (JournalRefused | JournalFailed failed) {
      throw refused(archive, "is damaged", "it holds no journal", failed);
    }
  }

  /** The journal file. */
  public Path file() {
    return file;
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
      Files.deleteIfExists(folder);
    } catch (IOException leftToTheSystem) {
      // The folder of temporary files is emptied by the system.
    }
  }
}
