package org.fleetreboot.reboot.drop;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.file.GenericFileExclusiveReadLockStrategy;
import org.apache.camel.component.file.GenericFileOperations;
import org.apache.camel.spi.ExceptionHandler;
import org.fleetreboot.journal.lock.FileErrorReason;
import org.fleetreboot.reboot.TimeNotation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides when a dropped file is taken: when it is unchanged between two polls, whatever its time
 * stamp says, when it can be read, and when its receipt can be written. A file that cannot be
 * taken, or that fails, stays; the log says so once, with the reason, and it is retried after
 * growing pauses.
 *
 * <p>Use it as the {@code exclusiveReadLockStrategy} and the {@code onCompletionExceptionHandler}
 * of a {@code file:} endpoint. Thread-safe once configured.
 */
public class DropLock implements GenericFileExclusiveReadLockStrategy<File>, ExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(DropLock.class);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
  private static final int MOST_DOUBLINGS = 10;

  /** Camel asks for each file at each poll, so a file that is not asked for is gone. */
  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

  /** Java's replacement for bytes that cannot be decoded. */
  private static final char REPLACEMENT = '\uFFFD';

  private final Set<String> lostNames = ConcurrentHashMap.newKeySet();
  private final Map<Path, FileObservation> seen = new ConcurrentHashMap<>();
  private Duration stableFor = FIRST_PAUSE;
  private List<String> receipts = List.of();
  private LongSupplier nanos = System::nanoTime;
  private long swept;

  /** How long a file must be unchanged, such as {@code 2s}. */
  public void setStableFor(String stableFor) {
    this.stableFor = TimeNotation.parse(stableFor);
  }

  /**
   * The files that may be written beside a dropped one, comma-separated, with {@code *} for its
   * name: {@code done/*.receipt.json}. A file is taken only if all of them can be written.
   */
  public void setReceipts(String receipts) {
    this.receipts = Stream.of(receipts.split(",", -1)).map(String::strip).toList();
  }

  /** The monotonic clock; the JDK's by default. */
  public void setNanos(LongSupplier nanos) {
    this.nanos = nanos;
  }

  @Override
  public boolean acquireExclusiveReadLock(
      GenericFileOperations<File> operations, GenericFile<File> file, Exchange exchange) {
    if (isNameLost(file.getFile())) {
      return false;
    }
    Path path = path(file);
    long now = nanos.getAsLong();
    forgetTheGone(now);
    try {
      Map<String, Object> marks = FileObservation.marks(path);
      FileObservation before = seen.get(path);
      if (before == null || !before.marks().equals(marks)) {
        seen.put(path, FileObservation.of(marks, now, before == null ? null : before.told()));
        return false;
      }
      seen.put(path, before.again(now));
      if (now - before.since() < stableFor.toNanos() || now < before.notBefore()) {
        return false;
      }
    } catch (NoSuchFileException gone) {
      seen.remove(path);
      return false;
    } catch (IOException e) {
      putBack(
          path,
          "it cannot be read (%s); give this user the right to".formatted(FileErrorReason.of(e)));
      return false;
    }
    String reason = trouble(path);
    if (reason != null) {
      putBack(path, reason);
    }
    return reason == null;
  }

  /** A name that could not be decoded no longer leads to its file. */
  private boolean isNameLost(File file) {
    if (file.getName().indexOf(REPLACEMENT) < 0 || file.exists()) {
      return false;
    }
    if (lostNames.add(file.getPath())) {
      String encoding = System.getProperty("sun.jnu.encoding");
      LOG.warn(
          "{} stays where it is: its name cannot be decoded as {}; rename it{}.",
          file,
          encoding,
          StandardCharsets.UTF_8.name().equals(encoding)
              ? ""
              : ", or start the program with LC_ALL=C.UTF-8");
    }
    return true;
  }

  /** Why the file cannot be taken, and the remedy, as the end of a sentence; null if it can. */
  private @Nullable String trouble(Path path) {
    try {
      // The reader refuses anything but files; opening a pipe here would block.
      if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
        Files.newByteChannel(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS).close();
      }
    } catch (IOException e) {
      return "it cannot be read (%s); give this user the right to".formatted(FileErrorReason.of(e));
    }
    if (!Files.isWritable(Objects.requireNonNull(path.toAbsolutePath().getParent()))) {
      return "it cannot be moved away afterwards; give this user the right to write in its folder";
    }
    for (String pattern : receipts) {
      Path receipt = path.resolveSibling(pattern.replace("*", path.getFileName().toString()));
      try {
        requireRoom(receipt);
        requireNoFolder(receipt.resolveSibling(path.getFileName()));
      } catch (IOException e) {
        return "%s cannot be written (%s); %s"
            .formatted(
                receipt,
                FileErrorReason.of(e),
                FileErrorReason.remedy(e, "make room for it, or rename the file"));
      }
    }
    return null;
  }

  /** Tries it by writing to the temporary name. */
  private static void requireRoom(Path receipt) throws IOException {
    requireNoFolder(receipt);
    Path folder = Objects.requireNonNull(receipt.toAbsolutePath().getParent());
    Files.createDirectories(folder);
    Path part = folder.resolve("." + receipt.getFileName());
    try {
      Files.writeString(part, "…");
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static void requireNoFolder(Path file) throws IOException {
    if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileSystemException(file.toString(), null, "a folder has its name");
    }
  }

  @Override
  public void releaseExclusiveReadLockOnAbort(
      GenericFileOperations<File> operations, GenericFile<File> file, Exchange exchange) {
    // A file that was not taken is due again at the next poll.
  }

  @Override
  public void releaseExclusiveReadLockOnRollback(
      GenericFileOperations<File> operations, GenericFile<File> file, Exchange exchange) {
    putBack(path(file), reason(exchange.getException()));
  }

  @Override
  public void releaseExclusiveReadLockOnCommit(
      GenericFileOperations<File> operations, GenericFile<File> file, Exchange exchange) {
    Path path = path(file);
    FileObservation taken = seen.remove(path);
    try {
      if (taken != null && taken.marks().equals(FileObservation.marks(path))) {
        seen.put(path, taken);
        putBack(path, "it was read, but cannot be moved away; give this user the right to");
      }
    } catch (IOException e) {
      LOG.debug("{} was moved", path, e);
    }
  }

  /** A file that was read but cannot be moved; reported when its lock is released. */
  @Override
  public void handleException(
      @Nullable String message, @Nullable Exchange exchange, Throwable failure) {
    LOG.debug("{}", message, failure);
  }

  @Override
  public void handleException(Throwable failure) {
    handleException(null, null, failure);
  }

  @Override
  public void handleException(@Nullable String message, Throwable failure) {
    handleException(message, null, failure);
  }

  private static String reason(@Nullable Throwable failure) {
    if (failure instanceof IOException trouble) {
      return FileErrorReason.of(trouble);
    }
    if (failure == null) {
      return "the route gave it back";
    }
    return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
  }

  private void putBack(Path path, String reason) {
    long now = nanos.getAsLong();
    FileObservation before = seen.getOrDefault(path, FileObservation.of(Map.of(), now, null));
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(before.failures(), MOST_DOUBLINGS));
    long until = now + Math.min(pause.toNanos(), LONGEST_PAUSE.toNanos());
    seen.put(path, before.putBack(until, reason));
    if (!reason.equals(before.told())) {
      String sentence = reason.endsWith(".") ? reason : reason + ".";
      LOG.warn("{} stays where it is, and is tried again: {}", path, sentence);
    }
  }

  private void forgetTheGone(long now) {
    if (now - swept > FORGOTTEN_AFTER.toNanos()) {
      swept = now;
      seen.values().removeIf(observed -> now - observed.last() > FORGOTTEN_AFTER.toNanos());
    }
  }

  private static Path path(GenericFile<File> file) {
    return file.getFile().toPath();
  }

  @Override
  public void prepareOnStartup(
      GenericFileOperations<File> operations, GenericFileEndpoint<File> endpoint) {
    // Nothing remains from an earlier start.
  }

  @Override
  public void setTimeout(long timeout) {
    // Polls do not wait.
  }

  @Override
  public void setCheckInterval(long checkInterval) {
    // The interval is that of the polls.
  }

  @Override
  public void setReadLockLoggingLevel(LoggingLevel level) {
    // Each message is logged once.
  }

  @Override
  public void setMarkerFiler(boolean markerFile) {
    // There is no marker file.
  }

  @Override
  public void setDeleteOrphanLockFiles(boolean deleteOrphanLockFiles) {
    // There are no lock files.
  }
}
