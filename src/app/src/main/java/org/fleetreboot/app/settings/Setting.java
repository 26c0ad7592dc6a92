package org.fleetreboot.app.settings;

/**
 * Every setting of our own, with its default. What each means is said in application.properties.
 */
public enum Setting {
  HUB("reboot.hub", ""),
  JOURNAL("reboot.journal", "data/journal.db"),
  TIER("reboot.tier", "S1"),
  UNITS("reboot.units", "1"),
  SHARE("reboot.share", "0.8"),
  TICK("reboot.tick", "250ms"),
  CALL_SLOTS("reboot.callSlots", "128"),
  RESUME_WITHIN("reboot.resumeWithin", "1h"),
  DRAIN("reboot.drain", "5s");

  private final String key;
  private final String defaultValue;

  Setting(String key, String defaultValue) {
    this.key = key;
    this.defaultValue = defaultValue;
  }

  public String key() {
    return key;
  }

  public String defaultValue() {
    return defaultValue;
  }
}
