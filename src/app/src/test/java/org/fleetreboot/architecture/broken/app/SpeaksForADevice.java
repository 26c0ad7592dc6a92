package org.fleetreboot.architecture.broken.app;

import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;

public final class SpeaksForADevice {
  IotHubClientProtocol protocol = IotHubClientProtocol.MQTT;
}
