package org.fleetreboot.app.report;

import java.util.ArrayList;
import java.util.List;

/** The column with the hub of a device, which stands after the device if it is there. */
final class HubColumn {
  private HubColumn() {}

  /** The cells of a row with the hub, or without it. */
  static String[] of(boolean isThere, String hub, String device, String... others) {
    List<String> cells = new ArrayList<>(List.of(device));
    if (isThere) {
      cells.add(hub);
    }
    cells.addAll(List.of(others));
    return cells.toArray(String[]::new);
  }
}
