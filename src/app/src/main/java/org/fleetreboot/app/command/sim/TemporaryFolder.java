package org.fleetreboot.app.command.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.fleetreboot.app.failure.FileErrorText;
import org.fleetreboot.app.failure.ProgramFailure;

/** A folder that is deleted with its content when it is closed. */
record TemporaryFolder(Path path) implements AutoCloseable {
  static TemporaryFolder make(String name) {
    try {
      return new TemporaryFolder(Files.createTempDirectory(name));
    } catch (IOException e) {
      throw ProgramFailure.setup(
          "Cannot create a folder in %s (%s): make room, or name another with -Djava.io.tmpdir."
              .formatted(System.getProperty("java.io.tmpdir"), FileErrorText.of(e)),
          e);
    }
  }

  @Override
  public void close() {
    try (Stream<Path> all = Files.walk(path)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException | UncheckedIOException stays) {
      // The system cleans its temporary folder.
    }
  }
}
