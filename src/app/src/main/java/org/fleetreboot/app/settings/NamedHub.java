package org.fleetreboot.app.settings;

import org.fleetreboot.engine.HubTier;

/**
 * A hub that the program works with.
 *
 * @param name in the journal, and to people
 * @param units how many units the hub has
 * @param share of the tier's limits for this program, above 0 and up to 1
 * @param callSlots how many direct methods may be on the wire at once
 */
public record NamedHub(
    String name, HubAccess access, HubTier tier, int units, double share, int callSlots) {

  /** The settings of {@code reboot.hubs.NAME}; those for all hubs are their defaults. */
  static NamedHub of(String name, HubAccess access, Settings settings) {
    return new NamedHub(
        name,
        access,
        settings.get(Setting.TIER_OF_HUB.ofHub(name), Setting.TIER),
        settings.get(Setting.UNITS_OF_HUB.ofHub(name), Setting.UNITS),
        settings.get(Setting.SHARE_OF_HUB.ofHub(name), Setting.SHARE),
        settings.get(Setting.CALL_SLOTS_OF_HUB.ofHub(name), Setting.CALL_SLOTS));
  }

  /** The hub of the environment, with the settings for all hubs. */
  static NamedHub only(HubAccess access, Settings settings) {
    return new NamedHub(
        access.nameIn(settings),
        access,
        settings.get(Setting.TIER),
        settings.get(Setting.UNITS),
        settings.get(Setting.SHARE),
        settings.get(Setting.CALL_SLOTS));
  }
}
