package org.fleetreboot.devicesim.hub;

import com.microsoft.azure.sdk.iot.device.ClientOptions;
import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;

/** Microsoft's device client for one hub. */
final class DeviceSdk {
  private DeviceSdk() {}

  static DeviceClient client(LocalHub hub, DeviceIdentity identity) {
    return new DeviceClient(
        identity.connectionString(),
        IotHubClientProtocol.MQTT,
        ClientOptions.builder().sslContext(hub.sslContext()).build());
  }
}
