package org.fleetreboot.app.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;
import org.fleetreboot.app.failure.FileTrouble;
import org.fleetreboot.app.failure.ProgramFailure;

/**
 * Where the running program is told what to do, and the token that opens it: {@code
 * <journal>.api.json}, readable for its owner only, there as long as the program runs.
 *
 * @param url where the API is, without a slash at its end
 * @param token a secret
 */
public record ApiFile(String url, String token) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** The file of the program that writes to that journal. */
  static Path beside(Path journal) {
    return journal.resolveSibling(journal.getFileName() + ".api.json");
  }

  /** What the program wrote that writes to that journal; empty when none does, as it seems. */
  static Optional<ApiFile> read(Path journal) {
    Path file = beside(journal);
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(MAPPER.readValue(file.toFile(), ApiFile.class));
    } catch (JsonProcessingException e) {
      throw ProgramFailure.setup(
          file + " is not what a running program writes: remove it, and start the program again.",
          e);
    } catch (IOException e) {
      throw ProgramFailure.setup(
          "%s cannot be read (%s): be the user that the program runs as."
              .formatted(file, FileTrouble.of(e)),
          e);
    }
  }

  /** Writes it whole, so that whoever sees the file can use it. */
  void write(Path journal) {
    Path file = beside(journal).toAbsolutePath();
    try {
      Path directory = Objects.requireNonNull(file.getParent());
      Path part = Files.createTempFile(directory, "api", ".part", ownerOnly(directory));
      Files.write(part, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw ProgramFailure.setup(
          "%s cannot be written (%s): make room or give the right to."
              .formatted(file, FileTrouble.of(e)),
          e);
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path directory) {
    return directory.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "ApiFile[" + url + "]";
  }
}
