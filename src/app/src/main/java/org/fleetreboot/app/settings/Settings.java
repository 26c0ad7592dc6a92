package org.fleetreboot.app.settings;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.fleetreboot.app.failure.FileErrorText;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.failure.Redacted;
import org.fleetreboot.app.failure.Spelling;
import org.fleetreboot.journal.file.MachineFolders;

/**
 * The settings of {@code application.properties}, overridden by {@code -D} and the command line.
 * All our own settings are validated when they are read; an unknown name that begins with {@code
 * reboot.} is refused, so that a typo does not go unnoticed.
 */
public final class Settings {
  static final String FILE = "application.properties";

  /** Where a release has the file. */
  private static final String CONF = "conf/" + FILE;

  private final Properties values;
  private final Path file;
  private final Set<String> overridden;

  private Settings(Properties values, Path file, Set<String> overridden) {
    this.values = values;
    this.file = file;
    this.overridden = overridden;
  }

  /**
   * Reads the file of the working directory or, without one, of the project or the release, if
   * there is one.
   *
   * @param overrides from the command line; they override {@code -D}, which overrides the file
   */
  public static Settings read(ProcessEnvironment environment, Map<String, String> overrides) {
    Path project = environment.find(FILE);
    Path release = environment.home().resolve(CONF);
    Path file = Files.exists(project) || !Files.exists(release) ? project : release;
    Properties values = new Properties();
    if (Files.exists(file)) {
      try {
        values.load(new StringReader(TextFile.read(file)));
      } catch (IllegalArgumentException e) {
        throw ProgramFailure.setup(
            "%s has a \\u without four hexadecimal digits after it; write \\\\ for one backslash."
                .formatted(file),
            e);
      } catch (IOException e) {
        throw ProgramFailure.setup(
            "%s cannot be read (%s); correct or remove it.".formatted(file, FileErrorText.of(e)),
            e);
      }
    }
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith("reboot.") || name.startsWith("camel."))
        .forEach(name -> values.setProperty(name, System.getProperty(name)));
    overrides.forEach(values::setProperty);
    Settings settings = new Settings(values, file, Set.copyOf(overrides.keySet()));
    settings.refuseUnknown();
    Setting.ALL.forEach(settings::get);
    for (String hub : settings.hubNames()) {
      Setting.OF_HUB.forEach(setting -> settings.get(setting.ofHub(hub)));
    }
    return settings;
  }

  /** All settings, including Camel's. */
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

  /** The value, or the default; it was validated when the settings were read. */
  public <T> T get(Setting<T> setting) {
    String text = text(setting.key()).orElse(setting.defaultValue());
    try {
      return setting.kind().reading().apply(text);
    } catch (IllegalArgumentException e) {
      throw ProgramFailure.setup(
          "The setting %s is %s (%s): %s."
              .formatted(
                  setting.key(),
                  Redacted.value(setting.key(), text),
                  source(setting.key()),
                  setting.kind().remedy()),
          e);
    }
  }

  /** The value of a hub's own setting, or of the one for all hubs. */
  <T> T get(Setting<T> own, Setting<T> common) {
    return get(text(own.key()).isPresent() ? own : common);
  }

  /** The names of the hubs in {@code reboot.hubs}, in order. */
  public List<String> hubNames() {
    return HubKey.in(values.stringPropertyNames()).map(HubKey::hub).distinct().sorted().toList();
  }

  /** A setting that names the hub. */
  String anyKeyOf(String hub) {
    return HubKey.in(values.stringPropertyNames())
        .filter(key -> key.hub().equals(hub))
        .map(HubKey::text)
        .sorted()
        .findFirst()
        .orElse(HubKey.PREFIX + hub);
  }

  /** The folders for locks of hubs and remembered journals. */
  public MachineFolders machineFolders(ProcessEnvironment environment) {
    return MachineFolders.of(
        text(Setting.LOCK_FOLDER.key()).map(environment::resolve),
        text(Setting.STATE_FOLDER.key()).map(environment::resolve),
        environment::variable);
  }

  /** The source of a setting, for messages. */
  public String source(String name) {
    if (overridden.contains(name)) {
      return "--property";
    }
    return System.getProperty(name) == null ? file.toString() : "-D" + name;
  }

  private static Set<String> ours() {
    Set<String> names = new TreeSet<>();
    Setting.ALL.forEach(setting -> names.add(setting.key()));
    return names;
  }

  /** Names that neither we nor Camel validate: something else may read them. */
  public Set<String> others() {
    Set<String> names = new TreeSet<>(values.stringPropertyNames());
    names.removeAll(ours());
    names.removeIf(name -> name.startsWith("camel.") || name.startsWith(HubKey.PREFIX));
    return names;
  }

  private void refuseUnknown() {
    Set<String> known = ours();
    for (String name : values.stringPropertyNames()) {
      if (name.startsWith(HubKey.PREFIX)) {
        HubKey.require(name, source(name));
      } else if (name.startsWith("reboot.") && !known.contains(name)) {
        throw ProgramFailure.setup(
            "Unknown setting %s (%s).%s The settings are %s."
                .formatted(
                    name, source(name), Spelling.question(name, known), String.join(", ", known)));
      }
    }
  }
}
