package org.fleetreboot.app.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.failure.Spelling;
import org.jspecify.annotations.Nullable;

/**
 * The hubs that the program works with: those of {@code reboot.hubs}, or the one of the
 * environment. Never empty.
 *
 * @param all in the order of their names
 */
public record Hubs(List<NamedHub> all) {
  /** What the name of a hub in {@code reboot.hubs} matches. */
  public static final String NAME = "(?!all$)[a-z0-9-]{1,40}";

  /** The same as the end of a sentence. */
  public static final String NAME_RULE = "write 1 to 40 of a-z, 0-9 and hyphen, and not all";

  public Hubs {
    all = List.copyOf(all);
  }

  /**
   * Reads where the hubs are. It connects to none.
   *
   * @throws ProgramFailure if no hub is named, or what names one is wrong
   */
  public static Hubs of(Settings settings, ProcessEnvironment environment) {
    List<String> names = settings.hubNames();
    if (names.isEmpty()) {
      return only(HubAccess.of(environment), settings);
    }
    requireOneWay(settings, environment, names);
    HubConnections connections = new HubConnections(settings, environment);
    List<NamedHub> hubs = new ArrayList<>();
    for (String name : names) {
      NamedHub hub = NamedHub.of(name, connections.of(name), settings);
      hubs.stream()
          .filter(other -> other.access().endpoint().equals(hub.access().endpoint()))
          .findFirst()
          .ifPresent(
              other -> {
                throw ProgramFailure.setup(
                    "%s and %s are the same hub, %s: remove the settings of one of them."
                        .formatted(other.name(), name, hub.access().hostName()));
              });
      hubs.add(hub);
    }
    return new Hubs(hubs);
  }

  /** One hub, with the settings for all hubs. */
  public static Hubs only(HubAccess access, Settings settings) {
    return new Hubs(List.of(NamedHub.only(access, settings)));
  }

  /**
   * The hubs by their names alone, for routes that are read but never run; nothing connects, and no
   * secret is needed.
   */
  public static Hubs named(Settings settings, ProcessEnvironment environment) {
    List<String> names = settings.hubNames();
    if (names.isEmpty()) {
      try {
        return of(settings, environment);
      } catch (ProgramFailure toldWhenItIsUsed) {
        return new Hubs(List.of(nowhere("the hub of " + HubAccess.CONNECTION_STRING, settings)));
      }
    }
    return new Hubs(names.stream().map(name -> nowhere(name, settings)).toList());
  }

  private static NamedHub nowhere(String name, Settings settings) {
    return NamedHub.of(
        name,
        HubAccess.byConnectionString(
            "HostName=hub.invalid;SharedAccessKeyName=none;SharedAccessKey=bm9uZQ=="),
        settings);
  }

  /** Whether the settings or the environment name a hub. */
  public static boolean areNamed(Settings settings, ProcessEnvironment environment) {
    return !settings.hubNames().isEmpty() || HubAccess.isNamed(environment);
  }

  /** A hub named in two ways would be two hubs in the journal. */
  private static void requireOneWay(
      Settings settings, ProcessEnvironment environment, List<String> names) {
    Optional<String> other =
        HubAccess.isNamed(environment)
            ? Optional.of(HubAccess.variable(environment))
            : settings.text(Setting.HUB.key()).map(name -> Setting.HUB.key());
    if (other.isPresent()) {
      throw ProgramFailure.setup(
          "Hubs are named twice, by %s and by reboot.hubs.%s (%s): remove one of the two."
              .formatted(
                  other.get(), names.get(0), settings.source(settings.anyKeyOf(names.get(0)))));
    }
  }

  public boolean areSeveral() {
    return all.size() > 1;
  }

  public List<String> names() {
    return all.stream().map(NamedHub::name).toList();
  }

  /** The hub with that name, if there is one. */
  public Optional<NamedHub> find(String name) {
    return all.stream().filter(hub -> hub.name().equals(name)).findFirst();
  }

  /**
   * The hub with that name.
   *
   * @throws ProgramFailure naming the known ones
   */
  public NamedHub require(String name) {
    return find(name)
        .orElseThrow(
            () ->
                ProgramFailure.setup(
                    "There is no hub '%s'.%s The program has %s."
                        .formatted(
                            name, Spelling.question(name, names()), String.join(", ", names()))));
  }

  /** The hub with that name, or all of them. */
  public List<NamedHub> chosen(@Nullable String name) {
    return name == null ? all : List.of(require(name));
  }

  /** For messages, without keys. */
  @Override
  public String toString() {
    return areSeveral() ? "the hubs " + String.join(", ", names()) : all.get(0).access().toString();
  }
}
