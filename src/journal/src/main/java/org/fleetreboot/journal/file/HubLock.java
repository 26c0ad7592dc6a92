package org.fleetreboot.journal.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.fleetreboot.journal.JournalRefused;
import org.fleetreboot.journal.lock.LockHeld;
import org.fleetreboot.journal.lock.ProcessLock;
import org.fleetreboot.journal.lock.Reasons;

/**
 * One program for each hub on a machine, whoever starts it and whichever file is its journal. A
 * journal in a file cannot tell that another one is written for the same hub; a database can.
 */
public final class HubLock implements AutoCloseable {
  private final ProcessLock lock;

  private HubLock(ProcessLock lock) {
    this.lock = lock;
  }

  /**
   * Takes it.
   *
   * @param folder the same for all programs, and open to all users who may run one
   * @param journal what others are told of this program
   * @throws HubInUse when another program has it
   * @throws JournalRefused when there can be no lock in that folder
   */
  public static HubLock take(Path folder, HubEndpoint hub, Path journal) {
    Path file = folder.resolve("fleet-reboot-" + hub.fileName() + ".lock");
    try {
      Files.createDirectories(folder.toAbsolutePath());
      return new HubLock(ProcessLock.take(file, ProcessLock.Users.ALL, journal.toString()));
    } catch (LockHeld held) {
      throw new HubInUse(hub, held.holder());
    } catch (IOException failed) {
      throw new JournalRefused(
          "The lock of hub %s, %s, cannot be taken (%s). Give this user the right to, or name another folder that all programs share (reboot.lockFolder)."
              .formatted(hub, file, Reasons.of(failed)),
          failed);
    }
  }

  /** As {@link ProcessLock#keep}. */
  public boolean keep(Instant now) {
    return lock.keep(now);
  }

  @Override
  public void close() {
    lock.closeAndRemove();
  }
}
