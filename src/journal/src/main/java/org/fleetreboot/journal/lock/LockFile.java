package org.fleetreboot.journal.lock;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The file of a lock: created once, opened without following links, locked far behind its text. */
final class LockFile {
  /** Far behind the text, because on Windows locked bytes cannot be read. */
  private static final long LOCKED_BYTE = 1L << 20;

  private LockFile() {}

  /** One name for the file, with the links to its directory resolved. */
  static Path name(Path file) throws IOException {
    Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent());
    return directory.toRealPath().resolve(file.getFileName());
  }

  /**
   * Creates the file only if it is missing: in a directory with the sticky bit, Linux lets nobody
   * "create" a file that another user has already created.
   */
  static void make(Path file, ProcessLock.Users users) throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try {
      if (users == ProcessLock.Users.OWNER) {
        OwnerOnly.createNew(file);
      } else {
        open(file, StandardOpenOption.CREATE_NEW).close();
      }
      letIn(file, users);
    } catch (FileAlreadyExistsException madeMeanwhile) {
      // Created by another process that wants the lock.
    }
  }

  static FileChannel open(Path file, OpenOption... more) throws IOException {
    Set<OpenOption> options =
        new HashSet<>(
            Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
    options.addAll(Set.of(more));
    return FileChannel.open(file, options);
  }

  /** The umask removes the permission from others, so it is granted afterwards. */
  private static void letIn(Path file, ProcessLock.Users users) throws IOException {
    if (users == ProcessLock.Users.ALL
        && file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(
          file,
          Set.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.GROUP_READ,
              PosixFilePermission.GROUP_WRITE,
              PosixFilePermission.OTHERS_READ,
              PosixFilePermission.OTHERS_WRITE));
    }
  }

  /**
   * Locks the file until the channel is closed.
   *
   * @throws LockHeld if another process, or another channel of this process, holds the lock
   * @throws NoLocks if the file system does not support locks
   */
  static void lock(FileChannel channel) throws IOException, LockHeld {
    try {
      if (channel.tryLock(LOCKED_BYTE, 1, false) == null) {
        throw new LockHeld(holder(channel));
      }
    } catch (OverlappingFileLockException byAnotherName) {
      // The file system has no file keys.
      throw new LockHeld(holder(channel));
    } catch (IOException refused) {
      throw new NoLocks(refused);
    }
  }

  private static Holder holder(FileChannel channel) throws IOException {
    ByteBuffer content = ByteBuffer.allocate(Holder.LARGEST);
    channel.read(content, 0);
    return Holder.decoded(content.flip());
  }

  /** Identifies the file under each of its names; null where the file system has no keys. */
  static @Nullable Object key(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .fileKey();
  }
}
