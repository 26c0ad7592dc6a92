package org.fleetreboot.app.page;

import org.fleetreboot.app.report.StateMark;
import org.fleetreboot.journal.view.RunDeviceView;

/** A device in one of many runs. */
public record HistoryRow(RunDeviceView seen, StateMark mark, String device, String run) {
  static HistoryRow of(RunDeviceView seen) {
    return new HistoryRow(
        seen,
        StateMark.of(seen.device().status()),
        Texts.path("devices", seen.device().device()),
        Texts.path("runs", seen.run()));
  }
}
