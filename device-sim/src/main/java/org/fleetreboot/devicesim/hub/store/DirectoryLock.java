package org.fleetreboot.devicesim.hub.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Keeps a second hub out of a data directory. */
public final class DirectoryLock implements AutoCloseable {
  private static final String NAME = "hub.lock";

  private final FileChannel channel;

  private DirectoryLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Checks that no hub works in a directory now; leaves nothing there.
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
    FileChannel channel =
        FileChannel.open(
            directory.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (tryLock(channel) == null) {
      channel.close();
      throw new IOException(
          directory + " is in use by another local hub; stop that one or choose another directory");
    }
    return new DirectoryLock(channel);
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException sameProcess) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
