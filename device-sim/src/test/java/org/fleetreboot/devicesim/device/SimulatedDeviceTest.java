package org.fleetreboot.devicesim.device;

import org.fleetreboot.devicesim.hub.LocalHub;

class SimulatedDeviceTest extends DeviceContract {

  @Override
  Started start(DeviceSpec spec, DeviceEnvironment environment, LocalHub hub) {
    SimulatedDevice device = SimulatedDevice.start(spec, environment);
    return new Started(device, device);
  }
}
