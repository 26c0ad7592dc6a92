package org.fleetreboot.app.command;

import java.util.LinkedHashMap;
import java.util.Map;
import org.fleetreboot.app.settings.Setting;
import org.fleetreboot.app.settings.Settings;
import org.fleetreboot.app.settings.Surroundings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that change a setting for one command. */
final class SettingOptions {
  @Option(
      names = {"-P", "--property"},
      paramLabel = "NAME=VALUE",
      description = "Put this in place of a setting of application.properties. Repeatable.")
  private Map<String, String> properties = new LinkedHashMap<>();

  @Option(
      names = "--journal",
      paramLabel = "FILE",
      description = "The journal. Default: the setting reboot.journal, data/journal.db.")
  private @Nullable String journal;

  Settings read(Surroundings surroundings) {
    return read(surroundings, Map.of());
  }

  /**
   * As {@link #read(Surroundings)}, with what other options of the command mean.
   *
   * @param meant wins over the file, and loses to {@code --property}
   */
  Settings read(Surroundings surroundings, Map<String, String> meant) {
    Map<String, String> overrides = new LinkedHashMap<>(meant);
    overrides.putAll(properties);
    if (journal != null) {
      overrides.put(Setting.JOURNAL.key(), journal);
    }
    return Settings.read(surroundings, overrides);
  }
}
