package org.fleetreboot.journal.file;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fleetreboot.journal.JournalRefused;
import org.fleetreboot.journal.lock.FileErrorReason;
import org.fleetreboot.journal.lock.FileSystemType;
import org.fleetreboot.journal.lock.Holder;
import org.fleetreboot.journal.lock.LockHeld;
import org.fleetreboot.journal.lock.ProcessLock;

/**
 * Ensures one program per hub on a machine, whoever starts it and whatever its journal. A journal
 * in a file cannot detect another one for the same hub; a database can.
 */
public final class HubLock implements AutoCloseable {
  private static final String PREFIX = "fleet-reboot-";
  private static final String SUFFIX = ".lock";

  private final ProcessLock lock;

  private HubLock(ProcessLock lock) {
    this.lock = lock;
  }

  /**
   * Takes the lock.
   *
   * @param folder the same for all programs, and writable for all users who may run one
   * @param journal the description of this program for others
   * @throws HubInUse if another program holds it
   * @throws JournalRefused if the folder cannot hold the lock, or is on another machine
   */
  public static HubLock take(Path folder, HubEndpoint hub, Path journal) {
    Path file = file(folder, hub);
    FileSystemType type = FileSystemType.at(folder);
    if (type.isNetwork()) {
      throw new JournalRefused(
          "The lock of hub %s, %s, is on a network file system (%s), where locks cannot be relied on: name a folder on a local disk that all programs share (reboot.lockFolder)."
              .formatted(hub, file, type.name()));
    }
    try {
      Files.createDirectories(folder.toAbsolutePath());
      return new HubLock(ProcessLock.take(file, ProcessLock.Users.ALL, note(journal)));
    } catch (LockHeld held) {
      throw new HubInUse(hub, held.holder());
    } catch (IOException failed) {
      throw refused(hub, file, failed);
    }
  }

  /**
   * Checks whether the lock is free, without keeping it.
   *
   * @throws HubInUse if a program holds it
   * @throws JournalRefused if this cannot be determined
   */
  public static void requireFree(Path folder, HubEndpoint hub) {
    holder(folder, hub)
        .ifPresent(
            holder -> {
              throw new HubInUse(hub, holder);
            });
  }

  /**
   * Who currently works with the hub; empty if nobody does.
   *
   * @throws JournalRefused if this cannot be determined
   */
  public static Optional<Holder> holder(Path folder, HubEndpoint hub) {
    Path file = file(folder, hub);
    try {
      return ProcessLock.holder(file);
    } catch (IOException failed) {
      throw refused(hub, file, failed);
    }
  }

  /**
   * Who currently works with any hub.
   *
   * @throws JournalRefused if this cannot be determined
   */
  public static List<Holder> holders(Path folder) {
    List<Holder> holders = new ArrayList<>();
    try {
      for (Path file : locks(folder)) {
        ProcessLock.holder(file).ifPresent(holders::add);
      }
    } catch (IOException failed) {
      throw new JournalRefused(
          "Cannot see which program works with a hub in %s (%s). Give this user the permission, or name the folder that all programs share (reboot.lockFolder)."
              .formatted(folder, FileErrorReason.of(failed)),
          failed);
    }
    return holders;
  }

  private static List<Path> locks(Path folder) throws IOException {
    List<Path> locks = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + "*" + SUFFIX)) {
        files.forEach(locks::add);
      } catch (DirectoryIteratorException failed) {
        throw failed.getCause();
      }
    }
    return locks;
  }

  private static Path file(Path folder, HubEndpoint hub) {
    return folder.resolve(PREFIX + hub.fileName() + SUFFIX);
  }

  private static JournalRefused refused(HubEndpoint hub, Path file, IOException failed) {
    return new JournalRefused(
        "The lock of hub %s, %s, cannot be taken (%s). Give this user the permission, or name another folder that all programs share (reboot.lockFolder)."
            .formatted(hub, file, FileErrorReason.of(failed)),
        failed);
  }

  /** The journal's path with links resolved, even before the file exists. */
  static String note(Path journal) {
    Path absolute = journal.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    Path named;
    try {
      named = absolute.toRealPath();
    } catch (IOException notMadeYet) {
      try {
        named = parent == null ? absolute : parent.toRealPath().resolve(absolute.getFileName());
      } catch (IOException noDirectory) {
        named = absolute;
      }
    }
    return Holder.printable(named.toString());
  }

  /** See {@link ProcessLock#keep}. */
  public boolean keep() {
    return lock.keep();
  }

  @Override
  public void close() {
    lock.closeAndRemove();
  }
}
