package org.fleetreboot.app.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import org.apache.camel.util.TimeUtils;
import org.fleetreboot.app.failure.ProgramFailure;

/**
 * The settings of {@code application.properties}, with what the command line and {@code -D} put in
 * their place. A name that begins with {@code reboot.} and means nothing is refused, so that a typo
 * does not go unnoticed.
 */
public final class Settings {
  static final String FILE = "application.properties";

  private final Properties values;
  private final Path file;

  private Settings(Properties values, Path file) {
    this.values = values;
    this.file = file;
  }

  /**
   * Reads the file of the working directory, else the project's, else none.
   *
   * @param overrides from the command line; they win over {@code -D}, which wins over the file
   */
  public static Settings read(Surroundings surroundings, Map<String, String> overrides) {
    Path file = surroundings.find(FILE);
    Properties values = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        values.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        throw ProgramFailure.setup(
            "%s cannot be read (%s); mend or remove it.".formatted(file, e.getMessage()), e);
      }
    }
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith("reboot.") || name.startsWith("camel."))
        .forEach(name -> values.setProperty(name, System.getProperty(name)));
    overrides.forEach(values::setProperty);
    Settings settings = new Settings(values, file);
    settings.refuseUnknown();
    return settings;
  }

  /** The file that was read, or would have been. */
  public Path file() {
    return file;
  }

  /** All of them, Camel's too. */
  public Properties all() {
    Properties copy = new Properties();
    copy.putAll(values);
    return copy;
  }

  /** A value that is set and not blank; Camel's placeholders in it are not resolved. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(values.getProperty(name))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  public String text(Setting setting) {
    return text(setting.key()).orElse(setting.defaultValue());
  }

  /** In the notation of Camel: 250ms, 10s, 5m, 1h30m. */
  public Duration duration(Setting setting) {
    String text = text(setting);
    try {
      return Duration.ofMillis(TimeUtils.toMilliSeconds(text));
    } catch (IllegalArgumentException e) {
      throw wrong(setting, text, "write a time like 250ms, 10s or 1h");
    }
  }

  /** A whole number from {@code least} on. */
  public int number(Setting setting, int least) {
    String text = text(setting);
    try {
      int number = Integer.parseInt(text);
      if (number >= least) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // Told below, with the bounds.
    }
    throw wrong(setting, text, "write a whole number from " + least + " on");
  }

  /** A number above 0, at most 1. */
  public double share(Setting setting) {
    String text = text(setting);
    try {
      double share = Double.parseDouble(text);
      if (share > 0 && share <= 1) {
        return share;
      }
    } catch (NumberFormatException notANumber) {
      // Told below, with the bounds.
    }
    throw wrong(setting, text, "write a number above 0 and up to 1, like 0.8");
  }

  /** One of the names of an enum, in any case. */
  public <E extends Enum<E>> E oneOf(Setting setting, Class<E> type) {
    String text = text(setting);
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equalsIgnoreCase(text)) {
        return constant;
      }
    }
    StringBuilder names = new StringBuilder();
    for (E constant : type.getEnumConstants()) {
      names.append(names.isEmpty() ? "" : ", ").append(constant.name().toLowerCase(Locale.ROOT));
    }
    throw wrong(setting, text, "it is one of " + names);
  }

  private ProgramFailure wrong(Setting setting, String text, String remedy) {
    return ProgramFailure.setup(
        "The setting %s is '%s' (%s): %s.".formatted(setting.key(), text, file, remedy));
  }

  private void refuseUnknown() {
    TreeSet<String> known = new TreeSet<>();
    for (Setting setting : Setting.values()) {
      known.add(setting.key());
    }
    for (String name : values.stringPropertyNames()) {
      if (name.startsWith("reboot.") && !known.contains(name)) {
        throw ProgramFailure.setup(
            "There is no setting %s (%s): the settings are %s."
                .formatted(name, file, String.join(", ", known)));
      }
    }
  }
}
