package org.fleetreboot.devicesim.device;

import java.io.IOException;
import org.fleetreboot.devicesim.device.DeviceRig.Body;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class LightPresetTest extends PresetContract {

  private static DeviceRig rig;

  @BeforeAll
  static void startHub() throws IOException {
    rig = new DeviceRig(Body.LIGHT);
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
