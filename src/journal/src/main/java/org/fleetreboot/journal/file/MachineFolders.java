package org.fleetreboot.journal.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Folders outside the working directory, at the system's usual places.
 *
 * @param locks shared by all users
 * @param state belongs to this user
 */
public record MachineFolders(Path locks, Path state) {
  private static final String NAME = "fleet-reboot";

  /** Every user may create a file there, and nobody may remove another user's file. */
  private static final int STICKY_FOR_ALL = 01777;

  /** The first is emptied only by a restart; the second also loses files unused for days. */
  private static final List<Path> OPEN_TO_ALL = List.of(Path.of("/run/lock"), Path.of("/tmp"));

  /**
   * The operator's folders, or else the system's.
   *
   * @param locks {@code reboot.lockFolder}; empty for the usual one
   * @param state {@code reboot.stateFolder}; empty for the usual one
   * @param variables reads the environment
   */
  public static MachineFolders of(
      Optional<Path> locks, Optional<Path> state, Function<String, Optional<String>> variables) {
    return new MachineFolders(
        locks.orElseGet(() -> usualLocks(variables)), state.orElseGet(() -> usualState(variables)));
  }

  private static Path usualLocks(Function<String, Optional<String>> variables) {
    return OPEN_TO_ALL.stream()
        .filter(MachineFolders::isOpenToAll)
        .findFirst()
        .or(() -> variables.apply("ProgramData").map(all -> Path.of(all, NAME)))
        .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir")));
  }

  /** By the folder's permissions and not the user's: all programs must choose the same folder. */
  private static boolean isOpenToAll(Path folder) {
    try {
      return folder.getFileSystem().supportedFileAttributeViews().contains("unix")
          && Files.getAttribute(folder, "unix:mode") instanceof Integer mode
          && (mode & STICKY_FOR_ALL) == STICKY_FOR_ALL;
    } catch (IOException absent) {
      return false;
    }
  }

  private static Path usualState(Function<String, Optional<String>> variables) {
    Optional<Path> named = variables.apply("XDG_STATE_HOME").map(Path::of).filter(Path::isAbsolute);
    if (named.isPresent()) {
      return named.get().resolve(NAME);
    }
    Path home = Path.of(System.getProperty("user.home"));
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (system.startsWith("mac")) {
      return home.resolve("Library/Application Support").resolve(NAME);
    }
    if (system.startsWith("windows")) {
      return variables
          .apply("LOCALAPPDATA")
          .map(Path::of)
          .orElse(home.resolve("AppData/Local"))
          .resolve(NAME);
    }
    return home.resolve(".local/state").resolve(NAME);
  }
}
