package org.fleetreboot.app.command.journal;

import java.nio.file.Files;
import java.nio.file.Path;
import org.fleetreboot.app.command.option.SettingOptions;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.settings.JournalSetting;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.journal.open.JournalAddress;

/** The journal that a command is about. */
final class JournalOption {
  private JournalOption() {}

  /**
   * Where it is: in a file that is there, or in a database.
   *
   * @throws ProgramFailure when there is no such file
   */
  static JournalAddress address(SettingOptions options, ProcessEnvironment environment) {
    JournalAddress address = JournalSetting.address(options.read(environment), environment);
    address.file().ifPresent(JournalOption::require);
    return address;
  }

  /**
   * Its file.
   *
   * @param instead what to do if it is in a database, as a sentence
   * @throws ProgramFailure when there is none
   */
  static Path file(SettingOptions options, ProcessEnvironment environment, String instead) {
    JournalAddress address = address(options, environment);
    return address
        .file()
        .orElseThrow(
            () ->
                ProgramFailure.setup(
                    "The journal at %s is in a database: %s".formatted(address, instead)));
  }

  private static void require(Path file) {
    if (Files.notExists(file)) {
      throw ProgramFailure.setup(
          "There is no journal at %s: start a run first, or name another file with --journal."
              .formatted(file));
    }
  }
}
