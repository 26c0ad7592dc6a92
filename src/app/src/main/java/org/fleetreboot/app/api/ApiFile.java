package org.fleetreboot.app.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.fleetreboot.app.failure.FileErrorText;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.settings.JournalLocation;
import org.fleetreboot.journal.lock.Holder;
import org.fleetreboot.journal.lock.OwnerOnly;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The address of the running program's API, and its token, in a file which only its owner may read,
 * and which exists while the program runs.
 *
 * @param url the API, without a trailing slash
 * @param token a secret
 * @param hold identifies the program that wrote it, as in the lock of its journal: the file of a
 *     killed program remains, and must not be used
 * @param certificate what the program proves itself with, in DER and Base64; null without TLS
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApiFile(String url, String token, UUID hold, @Nullable String certificate) {
  private static final Logger LOG = LoggerFactory.getLogger(ApiFile.class);
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /**
   * Of a program that has started.
   *
   * @param certificate empty without TLS
   */
  public static ApiFile of(
      String url, String token, UUID hold, Optional<X509Certificate> certificate) {
    return new ApiFile(url, token, hold, certificate.map(PinnedCertificate::text).orElse(null));
  }

  /**
   * What that program wrote; empty if it has written nothing yet.
   *
   * @param program that works with the journal now
   */
  static Optional<ApiFile> of(JournalLocation journal, Holder program) {
    return read(journal.apiFile(program)).filter(file -> program.hold().equals(file.hold));
  }

  private static Optional<ApiFile> read(Path file) {
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(MAPPER.readValue(file.toFile(), ApiFile.class));
    } catch (JsonProcessingException e) {
      // Not written by a running program, which writes its file atomically.
      return Optional.empty();
    } catch (IOException e) {
      throw ProgramFailure.setup(
          "%s cannot be read (%s): run this as the user that the program runs as."
              .formatted(file, FileErrorText.of(e)),
          e);
    }
  }

  /** Writes it atomically, so that a visible file is complete. */
  public void write(Path place) {
    Path file = place.toAbsolutePath();
    try {
      Path directory = Objects.requireNonNull(file.getParent());
      Files.createDirectories(directory);
      Path part = Files.createTempFile(directory, "api", ".part", OwnerOnly.file(directory));
      Files.write(part, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw ProgramFailure.setup(
          "%s cannot be written (%s): make room or give this user permission."
              .formatted(file, FileErrorText.of(e)),
          e);
    }
  }

  /** Removes it when the program ends. */
  public static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("{} is left behind: {}", file, FileErrorText.of(e));
    }
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "ApiFile[" + url + "]";
  }
}
