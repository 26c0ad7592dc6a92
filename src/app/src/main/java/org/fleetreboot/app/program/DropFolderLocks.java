package org.fleetreboot.app.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.spi.PollingConsumerPollStrategy;
import org.apache.camel.support.DefaultPollingConsumerPollStrategy;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.journal.lock.FileErrorReason;
import org.fleetreboot.journal.lock.LockHeld;
import org.fleetreboot.journal.lock.NoLocks;
import org.fleetreboot.journal.lock.ProcessLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Locks the folders from which routes take files: a second program would take some of the files for
 * its own hub. Thread-safe.
 */
final class DropFolderLocks extends DefaultPollingConsumerPollStrategy implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DropFolderLocks.class);

  /** Camel ignores files whose names begin with a dot, unless a route includes them. */
  private static final String LOCK = ".fleet-reboot.lock";

  private static final String LOCK_PATTERN = Pattern.quote(LOCK);

  private final Map<Path, ProcessLock> owned = new HashMap<>();
  private final Map<Path, String> told = new HashMap<>();
  private final Predicate<Path> canBeRead;

  DropFolderLocks() {
    this(Files::isReadable);
  }

  DropFolderLocks(Predicate<Path> canBeRead) {
    this.canBeRead = canBeRead;
  }

  /** Watches all routes of a context that has not started yet. */
  void watch(CamelContext context) {
    context
        .getCamelContextExtension()
        .registerEndpointCallback((uri, endpoint) -> guarded(endpoint));
  }

  private Endpoint guarded(Endpoint endpoint) {
    if (endpoint instanceof FileEndpoint inbox && hasNoStrategyOfItsOwn(inbox)) {
      inbox.setPollStrategy(this);
      leaveTheLockWhereItIs(inbox);
    }
    return endpoint;
  }

  /**
   * Reading the lock's file would release the lock, which ends when any channel on the file is
   * closed.
   */
  private static void leaveTheLockWhereItIs(FileEndpoint inbox) {
    String excluded = inbox.getExclude();
    if (inbox.isHiddenFilesEnabled()) {
      inbox.setExclude(
          excluded == null ? LOCK_PATTERN : "(?:%s)|%s".formatted(excluded, LOCK_PATTERN));
    }
  }

  private static boolean hasNoStrategyOfItsOwn(FileEndpoint inbox) {
    PollingConsumerPollStrategy strategy = inbox.getPollStrategy();
    return strategy == null || strategy.getClass() == DefaultPollingConsumerPollStrategy.class;
  }

  /** Skips polls of folders that another program has locked, even if they are created later. */
  @Override
  public boolean begin(Consumer consumer, Endpoint endpoint) {
    if (!takesFrom(endpoint)) {
      return true;
    }
    Path folder = folder(endpoint);
    try {
      if (Files.isDirectory(folder) && !canBeRead.test(folder)) {
        tell(
            folder,
            folder + " cannot be read: give this user permission. Until then no file is taken.");
        return false;
      }
      own(folder);
      tellNothing(folder);
      return true;
    } catch (LockHeld held) {
      tell(folder, refusal(folder, held) + " Until then its files are not touched.");
    } catch (NoLocks none) {
      tell(
          folder,
          "The file system of %s has no locks: make sure that no other program takes files from it."
              .formatted(folder));
      return true;
    } catch (IOException failed) {
      tell(
          folder,
          "%s cannot be locked (%s), so its files are not touched: %s."
              .formatted(
                  folder,
                  FileErrorReason.of(failed),
                  FileErrorReason.remedy(failed, "make room there")));
    }
    return false;
  }

  /**
   * Fails if another program takes files from one of our folders.
   *
   * @throws ProgramFailure with its process
   */
  void requireOwned(CamelContext context) {
    for (Route route : context.getRoutes()) {
      if (takesFrom(route.getEndpoint())) {
        Path folder = folder(route.getEndpoint());
        try {
          own(folder);
        } catch (LockHeld held) {
          throw ProgramFailure.setup(refusal(folder, held), held);
        } catch (IOException toldWhenItIsPolled) {
          LOG.debug("{} is not locked", folder, toldWhenItIsPolled);
        }
      }
    }
  }

  private static String refusal(Path folder, LockHeld held) {
    return "%s already takes files from %s: give each program its own folder (drop.folder), or stop that one."
        .formatted(capital(held.holder().process()), folder);
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  private static boolean takesFrom(Endpoint endpoint) {
    return endpoint instanceof FileEndpoint inbox && !inbox.isNoop();
  }

  private static Path folder(Endpoint endpoint) {
    return Path.of(((FileEndpoint) endpoint).getConfiguration().getDirectory())
        .toAbsolutePath()
        .normalize();
  }

  /** A missing folder has no files, and no lock. */
  private synchronized void own(Path folder) throws IOException, LockHeld {
    if (!owned.containsKey(folder) && Files.isDirectory(folder)) {
      owned.put(
          folder, ProcessLock.take(folder.resolve(LOCK), ProcessLock.Users.OF_THE_DIRECTORY, ""));
    }
  }

  /** Logged once, until the problem is solved. */
  private synchronized void tell(Path folder, String sentence) {
    if (!sentence.equals(told.put(folder, sentence))) {
      LOG.warn(sentence);
    }
  }

  private synchronized void tellNothing(Path folder) {
    told.remove(folder);
  }

  @Override
  public synchronized void close() {
    owned.values().forEach(ProcessLock::closeAndRemove);
    owned.clear();
  }
}
