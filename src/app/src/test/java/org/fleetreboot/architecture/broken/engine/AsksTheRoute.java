package org.fleetreboot.architecture.broken.engine;

import org.fleetreboot.architecture.broken.reboot.CallsTheHub;

final class AsksTheRoute {
  CallsTheHub route = new CallsTheHub();
}
