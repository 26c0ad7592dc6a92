package org.fleetreboot.journal.lock;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A lock of the operating system on a file that says who holds it. It ends with the process,
 * however that ends; the file stays. A link in the file's place is refused, so that nobody can have
 * another file written to.
 */
public final class ProcessLock implements AutoCloseable {
  /** Who may take the lock after the one that made its file. */
  public enum Users {
    /** Those whom the directory lets in by its own rights. */
    OF_THE_DIRECTORY,
    /** Every user of the machine. */
    ALL
  }

  /**
   * By the name of a file, and by its key: the same under each of its names. Where POSIX locks are
   * used, closing any channel on a file drops all locks the process has on it. So a second hold in
   * this process must be refused before it opens the file.
   */
  private static final Map<Object, Holder> HELD_HERE = new ConcurrentHashMap<>();

  private static final int MOST_ROUNDS = 100;

  /** Whoever only asks who holds a lock has it for an instant: that is no reason to give up. */
  private static final int TRIES = 10;

  private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

  /** Far behind the text: Windows lets nobody read bytes that are locked. */
  private static final long LOCKED_BYTE = 1L << 20;

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
   * Takes it within a moment, or not at all.
   *
   * @param file in a directory that exists; made when it is not there
   * @param note what others are told about this holder
   * @throws LockHeld when anybody holds it, this process included
   * @throws NoLocks when the file system knows no locks
   */
  public static ProcessLock take(Path file, Users users, String note) throws IOException, LockHeld {
    Path name = name(file);
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

  /** Who holds it at the moment; empty when nobody does. It is not taken, and no file is made. */
  public static Optional<Holder> holder(Path file) throws IOException {
    if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    Path name = name(file);
    try {
      claim(name, Holder.UNKNOWN);
      try {
        Object key = claimKey(name, Holder.UNKNOWN);
        try (FileChannel channel = open(name)) {
          lock(channel);
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

  /** One name for the file, whatever links lead to its directory. */
  private static Path name(Path file) throws IOException {
    Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent());
    return directory.toRealPath().resolve(file.getFileName());
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
        make(file, users);
        key = claimKey(file, holder);
        channel = open(file);
        lock(channel);
        if (Objects.equals(key, key(file))) {
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
    throw new IOException("somebody removes it again and again");
  }

  /** Where files have no keys, there are no POSIX locks. */
  private static @Nullable Object claimKey(Path file, Holder holder) throws IOException, LockHeld {
    Object key = key(file);
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

  /**
   * Makes what is not there, and only that: in a directory with the sticky bit, Linux lets nobody
   * "create" a file that another user has made already.
   */
  private static void make(Path file, Users users) throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try {
      open(file, StandardOpenOption.CREATE_NEW).close();
      letIn(file, users);
    } catch (FileAlreadyExistsException madeMeanwhile) {
      // By another who wants the lock.
    }
  }

  private static FileChannel open(Path file, OpenOption... more) throws IOException {
    Set<OpenOption> options =
        new HashSet<>(
            Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
    options.addAll(Set.of(more));
    return FileChannel.open(file, options);
  }

  /** The umask takes the right from the others; so it is given afterwards. */
  private static void letIn(Path file, Users users) throws IOException {
    if (users == Users.ALL
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

  static void lock(FileChannel channel) throws IOException, LockHeld {
    try {
      if (channel.tryLock(LOCKED_BYTE, 1, false) == null) {
        throw new LockHeld(holder(channel));
      }
    } catch (OverlappingFileLockException byAnotherName) {
      // Where files have no keys.
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

  private static @Nullable Object key(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .fileKey();
  }

  /** This process, as others see it. */
  public Holder holder() {
    return holder;
  }

  /**
   * Keeps those away that clean up old files, and returns whether the file is still the one that is
   * locked: when somebody has removed it, others may hold the lock as well.
   */
  public boolean keep() {
    try {
      // Not by the file's time: Java opens and closes the file to set that, and a POSIX lock ends
      // with the first close of the file by its process.
      channel.write(holder.encoded(), 0);
    } catch (IOException staysOld) {
      // It is held all the same.
    }
    try {
      return Objects.equals(key(file), key);
    } catch (IOException gone) {
      return false;
    }
  }

  /**
   * Gives it up, and leaves no file behind. Whoever opens the file meanwhile takes another; one
   * that is there in its place already is not removed.
   */
  public void closeAndRemove() {
    if (!channel.isOpen()) {
      return;
    }
    try {
      if (Objects.equals(key(file), key)) {
        Files.deleteIfExists(file);
      }
    } catch (IOException stays) {
      // It holds nobody up.
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
      // The operating system drops the lock with the file descriptor, whatever close says.
    }
    HELD_HERE.remove(file);
  }
}
