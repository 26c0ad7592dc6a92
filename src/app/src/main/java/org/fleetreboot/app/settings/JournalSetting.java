package org.fleetreboot.app.settings;

import java.nio.file.Path;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.journal.open.JournalAddress;

/** What {@code reboot.journal} names: a file, or a database that several nodes share. */
public final class JournalSetting {
  private JournalSetting() {}

  /**
   * Its address; the password of a database comes from a setting of its own, or from where
   * PostgreSQL's programs look for it.
   *
   * @throws ProgramFailure if a variable is not set
   * @throws org.fleetreboot.journal.JournalRefused if it is no address
   */
  public static JournalAddress address(Settings settings, ProcessEnvironment environment) {
    return address(
        EnvironmentText.of(settings, Setting.JOURNAL.key(), environment)
            .orElse(Setting.JOURNAL.defaultValue()),
        settings,
        environment);
  }

  /** The address in that text, with the login of the settings. */
  public static JournalAddress address(
      String text, Settings settings, ProcessEnvironment environment) {
    return JournalAddress.of(
        text,
        environment::resolve,
        new JournalAddress.Login(
            EnvironmentText.of(settings, Setting.JOURNAL_USER.key(), environment).orElse(null),
            EnvironmentText.of(settings, Setting.JOURNAL_PASSWORD.key(), environment).orElse(null),
            environment.variables()));
  }

  /**
   * Its file, for what is not possible in a database.
   *
   * @throws ProgramFailure if it is in a database
   */
  public static Path file(Settings settings, ProcessEnvironment environment) {
    JournalAddress address = address(settings, environment);
    return address
        .file()
        .orElseThrow(
            () ->
                ProgramFailure.setup(
                    "The journal at %s is in a database, and this command needs a file: name one with --journal."
                        .formatted(address)));
  }
}
