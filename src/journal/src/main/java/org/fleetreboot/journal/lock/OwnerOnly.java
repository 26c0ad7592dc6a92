package org.fleetreboot.journal.lock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Creates files and folders that no other user can read. A file system without POSIX permissions
 * gives them its own.
 */
public final class OwnerOnly {
  private static final FileAttribute<?>[] NONE = new FileAttribute<?>[0];

  private OwnerOnly() {}

  /** The attributes of a new file in the folder. */
  public static FileAttribute<?>[] file(Path folder) {
    return permissions(folder, "rw-------");
  }

  /** Creates the file, also through a link to a file that does not exist yet. */
  public static void createIfMissing(Path file) throws IOException {
    Files.newByteChannel(
            file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), file(file))
        .close();
  }

  /** Creates the missing ones of the folder and its parents. */
  public static Path createFolders(Path folder) throws IOException {
    return Files.createDirectories(folder, permissions(folder, "rwx------"));
  }

  private static FileAttribute<?>[] permissions(Path place, String permissions) {
    return place.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : NONE;
  }

  /** Creates the file, unless there is one, or a link. */
  static void createNew(Path file) throws IOException {
    Files.newByteChannel(
            file,
            Set.of(
                StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
            file(file))
        .close();
  }
}
