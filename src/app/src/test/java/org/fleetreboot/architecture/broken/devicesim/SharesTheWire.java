package org.fleetreboot.architecture.broken.devicesim;

import org.fleetreboot.architecture.broken.iothub.KnowsReboots;

final class SharesTheWire {
  KnowsReboots hub = new KnowsReboots();
}
