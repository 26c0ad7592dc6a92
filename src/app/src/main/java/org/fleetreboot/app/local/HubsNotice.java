package org.fleetreboot.app.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.fleetreboot.devicesim.hub.LocalHub;

/** The settings of a program that works with several local hubs. They contain keys. */
public final class HubsNotice {
  private HubsNotice() {}

  /** To be pasted into a shell and into application.properties. */
  public static List<String> of(List<LocalFleet> fleets) {
    List<LocalHub> hubs = fleets.stream().map(LocalFleet::hub).toList();
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("For a program that works with all of them, in its shell:");
    for (LocalHub hub : hubs) {
      lines.add("  export %s='%s'".formatted(variable(hub), hub.serviceConnectionString()));
    }
    lines.add("and in its application.properties:");
    for (LocalHub hub : hubs) {
      lines.add("  reboot.hubs.%s.connection = {{env:%s}}".formatted(hub.name(), variable(hub)));
      lines.add(
          "  reboot.hubs.%s.caFile = %s".formatted(hub.name(), hub.caFile().toAbsolutePath()));
    }
    return lines;
  }

  private static String variable(LocalHub hub) {
    return hub.name().toUpperCase(Locale.ROOT).replace('-', '_') + "_CONNECTION";
  }
}
