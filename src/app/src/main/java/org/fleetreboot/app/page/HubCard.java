package org.fleetreboot.app.page;

import org.fleetreboot.app.report.HubJson;
import org.fleetreboot.app.report.StateMark;

/**
 * A hub on its page.
 *
 * @param number from 1
 * @param freeCalls in percent
 * @param freeReads in percent
 */
public record HubCard(
    int number, HubJson hub, String name, StateMark mark, int freeCalls, int freeReads) {
  static HubCard of(int number, HubJson hub) {
    return new HubCard(
        number,
        hub,
        Texts.plain(hub.hub()),
        hub.isSuspended()
            ? Surface.SUSPENDED
            : new StateMark(hub.status(), "✓", "+", StateMark.Tone.GOOD),
        (int) Math.round(100 * hub.quota().freeCalls()),
        (int) Math.round(100 * hub.quota().freeReads()));
  }
}
