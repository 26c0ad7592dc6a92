package org.fleetreboot.architecture.broken.reboot;

import com.microsoft.azure.sdk.iot.service.exceptions.IotHubNotFoundException;

final class CatchesTheSdk {
  boolean isGone(Exception error) {
    return error instanceof IotHubNotFoundException;
  }
}
