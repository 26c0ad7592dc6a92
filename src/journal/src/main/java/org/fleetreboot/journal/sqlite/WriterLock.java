package org.fleetreboot.journal.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.fleetreboot.journal.JournalInUse;
import org.fleetreboot.journal.JournalRefused;

/**
 * One writer per file: a lock of the operating system on {@code <file>.lock}, which holds the
 * process id of its owner. It ends with the process, however that ends; the file stays.
 */
final class WriterLock implements AutoCloseable {
  /**
   * Where POSIX locks are used, closing any channel on a file drops all locks the process has on
   * it. So a second open in this process must be refused before it touches the lock file.
   */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  /** Far behind the process id: Windows lets nobody read bytes that are locked. */
  private static final long LOCKED_BYTE = 1L << 20;

  private final Path key;
  private final FileChannel channel;

  private WriterLock(Path key, FileChannel channel) {
    this.key = key;
    this.channel = channel;
  }

  /**
   * @throws JournalInUse if anybody holds it
   */
  static WriterLock of(Path file) {
    try {
      Path key = real(file.toAbsolutePath());
      if (!HELD_HERE.add(key)) {
        throw new JournalInUse(file, ProcessHandle.current().pid() + " (this one)");
      }
      try {
        return new WriterLock(key, lock(file, key));
      } catch (IOException | RuntimeException failed) {
        HELD_HERE.remove(key);
        throw failed;
      }
    } catch (IOException failed) {
      throw new JournalRefused(
          "Journal %s cannot be locked (%s). Check that its directory can be written to, and that it is on a local disk."
              .formatted(file, reason(failed)),
          failed);
    }
  }

  /** The JDK often says no more than the path. */
  private static String reason(IOException failed) {
    if (failed instanceof FileSystemException known && known.getReason() != null) {
      return known.getReason();
    }
    if (failed instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (failed instanceof FileAlreadyExistsException) {
      return "a file is where its directory should be";
    }
    return failed instanceof NoSuchFileException
        ? "no file can be made there"
        : String.valueOf(failed.getMessage());
  }

  /** One name for the file, whatever links lead to it. */
  private static Path real(Path file) throws IOException {
    Path directory = file.getParent();
    if (Files.exists(file) || directory == null) {
      return file.toRealPath();
    }
    return Files.createDirectories(directory).toRealPath().resolve(file.getFileName());
  }

  private static FileChannel lock(Path file, Path real) throws IOException {
    FileChannel channel =
        FileChannel.open(
            Path.of(real + ".lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    try {
      if (channel.tryLock(LOCKED_BYTE, 1, false) == null) {
        throw new JournalInUse(file, holder(channel));
      }
      channel.truncate(0);
      channel.write(UTF_8.encode(ProcessHandle.current().pid() + "\n"), 0);
      return channel;
    } catch (IOException | RuntimeException failed) {
      channel.close();
      throw failed;
    }
  }

  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer content = ByteBuffer.allocate(32);
    channel.read(content, 0);
    String pid = UTF_8.decode(content.flip()).toString().strip();
    return pid.isEmpty() ? "unknown" : pid;
  }

  @Override
  public void close() {
    if (!channel.isOpen()) {
      return;
    }
    try {
      channel.close();
    } catch (IOException closedAnyway) {
      // The operating system drops the lock with the file descriptor, whatever close says.
    }
    HELD_HERE.remove(key);
  }
}
