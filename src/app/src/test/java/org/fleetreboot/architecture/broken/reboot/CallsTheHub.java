package org.fleetreboot.architecture.broken.reboot;

import org.fleetreboot.architecture.broken.iothub.KnowsReboots;

public final class CallsTheHub {
  KnowsReboots hub = new KnowsReboots();
}
