package org.fleetreboot.devicesim.hub.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResponseDelayTest {
  @Test
  void onlyTheJavaSdkIsAnsweredLater() {
    assertThat(
            ResponseDelay.of(
                    "127.0.0.1/pump-7/?api-version=2020-09-30&DeviceClientType="
                        + "com.microsoft.azure.sdk.iot.iot-device-client%2F2.5.0")
                .duration())
        .isPositive();
    assertThat(
            ResponseDelay.of(
                "127.0.0.1/pump-7/?api-version=2021-04-12&DeviceClientType=azure-iot-py"))
        .isEqualTo(ResponseDelay.NONE);
    assertThat(ResponseDelay.of(null)).isEqualTo(ResponseDelay.NONE);
  }
}
