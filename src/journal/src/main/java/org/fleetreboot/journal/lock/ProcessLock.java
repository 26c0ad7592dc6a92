package org.fleetreboot.journal.lock;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * An operating-system lock on a file that says who holds it. It ends with the process, however that
 * ends; the file stays. A link in the file's place is refused, so that nobody can redirect the
 * writing to another file.
 */
public final class ProcessLock implements AutoCloseable {
  /** Who may take the lock after the one that made its file. */
  public enum Users {
    /** Only the same user. */
    OWNER,
    /** Users whom the directory's permissions allow. */
    OF_THE_DIRECTORY,
    /** Every user of the machine. */
    ALL
  }

  /**
   * Holds by the name of a file, and by its key, which is the same under each of its names. With
   * POSIX locks, closing any channel on a file drops all locks that the process has on it. So a
   * second hold in this process must be refused before it opens the file.
   */
  private static final Map<Object, Holder> HELD_HERE = new ConcurrentHashMap<>();

  private static final int MOST_ROUNDS = 100;

  /** Asking who holds a lock takes it for an instant, so one failure is no reason to give up. */
  private static final int TRIES = 10;

  private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

  private final Path file;
  private final Holder holder;
  private final FileChannel channel;
  private final @Nullable Object key;

  private ProcessLock(Path file, Holder holder, FileChannel channel, @Nullable Object key) {
    this.file = file;
    this.holder = holder;
    this.channel = channel;
    this.key = key;
  }

  /**
   * Takes the lock within a moment, or not at all.
   *
   * @param file in an existing directory; created if it is missing
   * @param note the description of this holder for others
   * @throws LockHeld if anybody holds it, including this process
   * @throws NoLocks if the file system does not support locks
   */
  public static ProcessLock take(Path file, Users users, String note) throws IOException, LockHeld {
    Path name = LockFile.name(file);
    Holder holder = Holder.thisProcess(note);
    for (int asked = 1; ; asked++) {
      try {
        claim(name, holder);
        try {
          return locked(name, users, holder);
        } catch (IOException | LockHeld | RuntimeException failed) {
          HELD_HERE.remove(name);
          throw failed;
        }
      } catch (LockHeld held) {
        if (asked == TRIES || held.holder().isInThisProcess()) {
          throw held;
        }
        LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
      }
    }
  }

  /** Who currently holds it; empty if nobody does. Takes no lock and creates no file. */
  public static Optional<Holder> holder(Path file) throws IOException {
    if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    Path name = LockFile.name(file);
    try {
      claim(name, Holder.UNKNOWN);
      try {
        Object key = claimKey(name, Holder.UNKNOWN);
        try (FileChannel channel = LockFile.open(name)) {
          LockFile.lock(channel);
          return Optional.empty();
        } finally {
          release(null, key);
        }
      } finally {
        HELD_HERE.remove(name);
      }
    } catch (LockHeld held) {
      return Optional.of(held.holder());
    }
  }

  private static void claim(Object nameOrKey, Holder holder) throws LockHeld {
    Holder here = HELD_HERE.putIfAbsent(nameOrKey, holder);
    if (here != null) {
      throw new LockHeld(here);
    }
  }

  private static ProcessLock locked(Path file, Users users, Holder holder)
      throws IOException, LockHeld {
    for (int round = 0; round < MOST_ROUNDS; round++) {
      FileChannel channel = null;
      Object key = null;
      try {
        LockFile.make(file, users);
        key = claimKey(file, holder);
        channel = LockFile.open(file);
        LockFile.lock(channel);
        if (Objects.equals(key, LockFile.key(file))) {
          channel.truncate(0);
          channel.write(holder.encoded(), 0);
          return new ProcessLock(file, holder, channel, key);
        }
        release(channel, key);
      } catch (NoSuchFileException removedMeanwhile) {
        release(channel, key);
      } catch (IOException | LockHeld | RuntimeException failed) {
        release(channel, key);
        throw failed;
      }
    }
    throw new IOException("it keeps being removed");
  }

  /** A file system without file keys has no POSIX locks. */
  private static @Nullable Object claimKey(Path file, Holder holder) throws IOException, LockHeld {
    Object key = LockFile.key(file);
    if (key != null) {
      claim(key, holder);
    }
    return key;
  }

  private static void release(@Nullable FileChannel channel, @Nullable Object key)
      throws IOException {
    try {
      if (channel != null) {
        channel.close();
      }
    } finally {
      if (key != null) {
        HELD_HERE.remove(key);
      }
    }
  }

  /** This process, as others see it. */
  public Holder holder() {
    return holder;
  }

  /**
   * Keeps clean-up jobs from removing the file, and returns whether it is still the one that is
   * locked: if somebody has removed it, others may hold the lock as well.
   */
  public boolean keep() {
    try {
      // Not by setting the file's time: Java opens and closes the file for that, and a POSIX lock
      // ends with the first close of the file in its process.
      channel.write(holder.encoded(), 0);
    } catch (IOException staysOld) {
      // The lock is held all the same.
    }
    try {
      return Objects.equals(LockFile.key(file), key);
    } catch (IOException gone) {
      return false;
    }
  }

  /**
   * Releases the lock and removes its file. A process that opens the file meanwhile creates
   * another; a file that has already replaced it is not removed.
   */
  public void closeAndRemove() {
    if (!channel.isOpen()) {
      return;
    }
    try {
      if (Objects.equals(LockFile.key(file), key)) {
        Files.deleteIfExists(file);
      }
    } catch (IOException stays) {
      // The remaining file blocks nobody.
    }
    close();
  }

  @Override
  public void close() {
    if (!channel.isOpen()) {
      return;
    }
    try {
      release(channel, key);
    } catch (IOException closedAnyway) {
      // The operating system releases the lock with the file descriptor, even if close fails.
    }
    HELD_HERE.remove(file);
  }
}
