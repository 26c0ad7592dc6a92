package org.fleetreboot.devicesim.hub;

import com.microsoft.azure.sdk.iot.device.ClientOptions;
import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import com.microsoft.azure.sdk.iot.device.ModuleClient;
import com.microsoft.azure.sdk.iot.service.registry.Module;

/** Microsoft's device and module clients for one hub. */
final class DeviceSdk {
  private DeviceSdk() {}

  static DeviceClient client(LocalHub hub, DeviceIdentity identity) {
    return new DeviceClient(
        identity.connectionString(),
        IotHubClientProtocol.MQTT,
        ClientOptions.builder().sslContext(hub.sslContext()).build());
  }

  static ModuleClient client(LocalHub hub, Module module) throws Exception {
    return new ModuleClient(
        "HostName="
            + hub.address()
            + ";DeviceId="
            + module.getDeviceId()
            + ";ModuleId="
            + module.getId()
            + ";SharedAccessKey="
            + module.getPrimaryKey(),
        IotHubClientProtocol.MQTT,
        ClientOptions.builder().sslContext(hub.sslContext()).build());
  }
}
