package org.fleetreboot.app.command.option;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.report.TypedSettings;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.settings.Setting;
import org.fleetreboot.app.settings.Settings;
import org.fleetreboot.reboot.redaction.Redaction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that override settings for one command. */
public final class SettingOptions {
  @Option(
      names = {"-P", "--property"},
      paramLabel = "NAME=VALUE",
      description = "Overrides a setting of application.properties. Repeatable.")
  private List<String> properties = new ArrayList<>();

  @Option(
      names = "--journal",
      paramLabel = "JOURNAL",
      description =
          "The journal: a file, or jdbc:postgresql://HOST/DATABASE. Default: the setting reboot.journal, data/journal.db.")
  private @Nullable String journal;

  private Map<String, String> meant = Map.of();

  /** What was typed, to suggest another command about the same journal. */
  public TypedSettings typed() {
    List<String> words = new ArrayList<>();
    List<String> secrets = new ArrayList<>();
    if (journal != null && isSecret(Setting.JOURNAL.key(), Setting.JOURNAL.key() + "=" + journal)) {
      secrets.add(Setting.JOURNAL.key());
    } else if (journal != null) {
      words.addAll(List.of("--journal", journal));
    }
    meant.forEach((name, value) -> words.addAll(List.of("-P", name + "=" + value)));
    for (String property : properties) {
      String name = name(property);
      if (isSecret(name, property)) {
        secrets.add(name);
      } else {
        words.addAll(List.of("-P", property));
      }
    }
    return new TypedSettings(words, secrets);
  }

  private static String name(String property) {
    int equals = property.indexOf('=');
    return (equals < 0 ? property : property.substring(0, equals)).strip();
  }

  /** Decides by the name, whatever the value is, and by the value. */
  private static boolean isSecret(String name, String property) {
    String harmless = name + "=x";
    return !Redaction.of(harmless).equals(harmless) || !Redaction.of(property).equals(property);
  }

  public Settings read(ProcessEnvironment environment) {
    return read(environment, Map.of());
  }

  /**
   * As {@link #read(ProcessEnvironment)}, with settings that follow from other options.
   *
   * @param meant overrides the file, and is overridden by {@code --property}
   */
  public Settings read(ProcessEnvironment environment, Map<String, String> meant) {
    this.meant = meant;
    Map<String, String> overrides = new LinkedHashMap<>(meant);
    for (String property : properties) {
      int equals = property.indexOf('=');
      if (equals < 1) {
        throw ProgramFailure.setup(
            "invalid --property '%s'; use NAME=VALUE, such as reboot.tier=S2.".formatted(property));
      }
      overrides.put(name(property), property.substring(equals + 1));
    }
    if (journal != null) {
      overrides.put(Setting.JOURNAL.key(), journal);
    }
    return Settings.read(environment, overrides);
  }
}
