package org.fleetreboot.app.settings;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fleetreboot.app.failure.FileErrorText;
import org.fleetreboot.journal.JournalRefused;
import org.fleetreboot.journal.lock.Holder;
import org.fleetreboot.journal.postgres.connect.PostgresAddress;

/**
 * The nodes of this machine that work with one database: each leaves a file named by its process
 * and its hold. The file of a killed node remains, and does not count.
 *
 * @param folder of their files
 */
record LocalNodes(Path folder) {
  private static final Pattern NAME = Pattern.compile("(\\d{1,18})-([0-9a-f-]{36})\\.api\\.json");

  /** Those of that user. */
  static LocalNodes of(Path state, PostgresAddress address) {
    String place = address.place();
    String readable = place.replaceAll("[^A-Za-z0-9.-]", "_");
    // Two places may look the same when they are made readable.
    return new LocalNodes(
        state.resolve("nodes").resolve(readable + "_" + Integer.toHexString(place.hashCode())));
  }

  Path file(Holder node) {
    return folder.resolve("%d-%s.api.json".formatted(node.pid(), node.hold()));
  }

  /**
   * One that lives; which one does not matter, because every node answers.
   *
   * @throws JournalRefused if the folder cannot be read
   */
  Optional<Holder> alive() {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
        if (name.matches()) {
          Holder node =
              new Holder(Long.parseLong(name.group(1)), UUID.fromString(name.group(2)), "");
          if (isAlive(node, Files.getLastModifiedTime(file).toInstant())) {
            return Optional.of(node);
          }
        }
      }
      return Optional.empty();
    } catch (NoSuchFileException | NotDirectoryException none) {
      return Optional.empty();
    } catch (IOException failed) {
      throw refused(failed);
    } catch (DirectoryIteratorException failed) {
      throw refused(requireNonNull(failed.getCause()));
    }
  }

  /** Another process may have got the number of a killed one, and began after its file. */
  private static boolean isAlive(Holder node, Instant written) {
    return ProcessHandle.of(node.pid())
        .filter(ProcessHandle::isAlive)
        .filter(
            process ->
                process.info().startInstant().map(start -> !start.isAfter(written)).orElse(true))
        .isPresent();
  }

  private JournalRefused refused(IOException failed) {
    return new JournalRefused(
        "%s cannot be read (%s): run this as the user that the program runs as."
            .formatted(folder, FileErrorText.of(failed)),
        failed);
  }
}
