package org.fleetreboot.app.command.journal;

import java.nio.file.Files;
import java.nio.file.Path;
import org.fleetreboot.app.command.option.SettingOptions;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.settings.Setting;

/** The journal that a command is about. */
final class JournalOption {
  private JournalOption() {}

  /**
   * Its file.
   *
   * @throws ProgramFailure when there is none
   */
  static Path file(SettingOptions options, ProcessEnvironment environment) {
    Path file = environment.resolve(options.read(environment).get(Setting.JOURNAL));
    if (Files.notExists(file)) {
      throw ProgramFailure.setup(
          "There is no journal at %s: start a run first, or name another file with --journal."
              .formatted(file));
    }
    return file;
  }
}
