package org.fleetreboot.journal.file;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.fleetreboot.journal.JournalRefused;
import org.fleetreboot.journal.lock.FileErrorReason;
import org.fleetreboot.workflow.fleet.JournalPlace;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the properties of a file that a copy of it does not have. */
final class FilePlace {
  private static final Logger LOG = LoggerFactory.getLogger(FilePlace.class);

  /** Long ago, so that a creation time differs from this modification time. */
  private static final FileTime LONG_AGO = FileTime.fromMillis(0);

  private FilePlace() {}

  /**
   * @param name the operator's name for the place; null for none
   * @throws JournalRefused if the file's attributes cannot be read
   */
  static JournalPlace of(Path file, @Nullable String name) {
    try {
      List<String> marks = new ArrayList<>();
      if (file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
        // Without the device number, which may change when the machine restarts.
        marks.add("inode " + Files.getAttribute(file, "unix:ino"));
      }
      if (knowsWhenFilesWereMade(Objects.requireNonNull(file.toAbsolutePath().getParent()))) {
        marks.add(made(file));
      } else if (name == null) {
        LOG.warn(
            "The file system of journal {} does not store when a file was created, so a copy may look the"
                + " same: name its place (reboot.place)",
            file);
      }
      return new JournalPlace(String.join(", ", marks), name, host() + ":" + file);
    } catch (IOException failed) {
      throw new JournalRefused(
          "Journal %s cannot be told from a copy of it (%s)."
              .formatted(file, FileErrorReason.of(failed)),
          failed);
    }
  }

  /**
   * What {@link #of} says of the same file, unless its file system has no creation time: its number
   * alone may be that of another file before it.
   */
  static String marks(Path file) throws IOException {
    return file.getFileSystem().supportedFileAttributeViews().contains("unix")
        ? "inode " + Files.getAttribute(file, "unix:ino") + ", " + made(file)
        : made(file);
  }

  private static String made(Path file) throws IOException {
    return "made " + attributes(file).creationTime();
  }

  /** If a file system has no creation time, the JDK returns the modification time. */
  private static boolean knowsWhenFilesWereMade(Path folder) throws IOException {
    Path probe = Files.createTempFile(folder, ".fleet-reboot", ".tmp");
    try {
      Files.setLastModifiedTime(probe, LONG_AGO);
      return !attributes(probe).creationTime().equals(LONG_AGO);
    } finally {
      Files.delete(probe);
    }
  }

  private static BasicFileAttributes attributes(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "this machine";
    }
  }
}
