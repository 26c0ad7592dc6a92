package org.fleetreboot.app.settings;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.failure.Spelling;

/**
 * The key of one hub's setting, {@code reboot.hubs.NAME.SETTING}.
 *
 * @param hub the name of the hub, which may be malformed
 */
record HubKey(String hub, String setting) {
  static final String PREFIX = "reboot.hubs.";

  private static HubKey of(String text) {
    String rest = text.substring(PREFIX.length());
    int dot = rest.indexOf('.');
    return dot < 0
        ? new HubKey(rest, "")
        : new HubKey(rest.substring(0, dot), rest.substring(dot + 1));
  }

  static Stream<HubKey> in(Collection<String> keys) {
    return keys.stream().filter(key -> key.startsWith(PREFIX)).map(HubKey::of);
  }

  /**
   * Refuses a malformed name, and a setting that hubs do not have.
   *
   * @param source of the setting, for the message
   */
  static void require(String text, String source) {
    HubKey key = of(text);
    if (!key.hub.matches(Hubs.NAME)) {
      throw ProgramFailure.setup(
          "'%s' in %s (%s) cannot be the name of a hub: %s."
              .formatted(key.hub, text, source, Hubs.NAME_RULE));
    }
    List<String> known =
        Setting.OF_HUB.stream().map(setting -> setting.ofHub(key.hub).key()).toList();
    if (!known.contains(text)) {
      throw ProgramFailure.setup(
          "Unknown setting %s (%s).%s A hub has %s."
              .formatted(
                  text,
                  source,
                  key.setting.isEmpty() ? "" : Spelling.question(text, known),
                  String.join(", ", known.stream().map(k -> of(k).setting).toList())));
    }
  }

  String text() {
    return PREFIX + hub + "." + setting;
  }
}
