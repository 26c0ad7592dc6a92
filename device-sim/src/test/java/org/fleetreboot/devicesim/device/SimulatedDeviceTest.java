package org.fleetreboot.devicesim.device;

import java.io.IOException;
import org.fleetreboot.devicesim.device.DeviceRig.Body;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class SimulatedDeviceTest extends DeviceContract {

  private static DeviceRig rig;

  @BeforeAll
  static void startHub() throws IOException {
    rig = new DeviceRig(Body.MICROSOFT_SDK);
  }

  @AfterAll
  static void stopHub() {
    rig.close();
  }

  @Override
  DeviceRig rig() {
    return rig;
  }
}
