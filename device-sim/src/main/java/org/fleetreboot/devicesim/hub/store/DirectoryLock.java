package org.fleetreboot.devicesim.hub.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Prevents a second hub from using a data directory. */
public final class DirectoryLock implements AutoCloseable {
  private static final String NAME = "hub.lock";

  /**
   * The directories locked by this process. Closing any handle of a file releases all POSIX locks
   * of the process on it, so a second hub of this process must be refused before it opens the file.
   */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path directory;
  private final FileChannel channel;

  private DirectoryLock(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  /**
   * Checks that no hub uses a directory now; leaves no file behind.
   *
   * @throws IOException when one does, in this process or another one
   */
  public static void requireFree(Path directory) throws IOException {
    if (Files.exists(directory.resolve(NAME))) {
      take(directory).close();
    }
  }

  /**
   * Takes the lock.
   *
   * @throws IOException when another hub has it, in this process or another one
   */
  static DirectoryLock take(Path directory) throws IOException {
    Path real = directory.toRealPath();
    if (!HELD_HERE.add(real)) {
      throw inUse(directory);
    }
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(real.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        throw inUse(directory);
      }
      return new DirectoryLock(real, channel);
    } catch (IOException | RuntimeException failed) {
      release(real, channel);
      throw failed;
    }
  }

  private static IOException inUse(Path directory) {
    return new IOException(
        directory + " is in use by another local hub; stop that one or choose another directory");
  }

  private static void release(Path directory, @Nullable FileChannel channel) throws IOException {
    try {
      if (channel != null) {
        channel.close();
      }
    } finally {
      HELD_HERE.remove(directory);
    }
  }

  @Override
  public void close() throws IOException {
    if (channel.isOpen()) {
      release(directory, channel);
    }
  }
}
