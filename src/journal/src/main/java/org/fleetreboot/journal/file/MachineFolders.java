package org.fleetreboot.journal.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Folders outside the working directory, where the system wants them.
 *
 * @param locks the same for all users
 * @param state of this user
 */
public record MachineFolders(Path locks, Path state) {
  private static final String NAME = "fleet-reboot";

  /** Every user may make a file there, and nobody may remove that of another. */
  private static final int STICKY_FOR_ALL = 01777;

  /**
   * The first is emptied by a restart alone; the second also of what nobody has touched for days.
   */
  private static final List<Path> OPEN_TO_ALL = List.of(Path.of("/run/lock"), Path.of("/tmp"));

  /**
   * As an operator says, else as the system has them.
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

  /** By its rights and not by ours: each program must come to the same folder. */
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
