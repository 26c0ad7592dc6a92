package org.fleetreboot.architecture.broken.iothub;

import org.fleetreboot.architecture.broken.workflow.ReadsTheClock;

public final class KnowsReboots {
  ReadsTheClock reboot = new ReadsTheClock();
}
