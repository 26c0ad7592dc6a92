package org.fleetreboot.app.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.journal.Archive;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.file.JournalFile;
import org.fleetreboot.journal.lock.Holder;

/**
 * A journal in a file of this machine, to which one program at a time writes.
 *
 * @param file possibly through links
 */
public record JournalInFile(Path file) implements JournalLocation {
  /** Also if that cannot be determined: opening it tells why. */
  @Override
  public boolean isThere() {
    return !Files.notExists(file);
  }

  @Override
  public JournalReader openReadOnly() {
    if (!isThere()) {
      throw ProgramFailure.setup(
          "There is no journal at %s yet: start a run first, or name another file with --journal."
              .formatted(file));
    }
    return JournalFile.openReadOnly(file);
  }

  @Override
  public Optional<Holder> program() {
    return JournalFile.writer(file);
  }

  /** Beside the journal, where only one program at a time has it. */
  @Override
  public Path apiFile(Holder program) {
    return apiFile();
  }

  /** As {@link #apiFile(Holder)}, whichever program that is. */
  public Path apiFile() {
    Path real = real();
    return real.resolveSibling(real.getFileName() + ".api.json");
  }

  private Path real() {
    try {
      return file.toRealPath();
    } catch (IOException absent) {
      return file;
    }
  }

  @Override
  public String nameOf(Archive archive) {
    return file.resolveSibling(archive.file()).toString();
  }

  @Override
  public String shortName() {
    return String.valueOf(file.getFileName());
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
