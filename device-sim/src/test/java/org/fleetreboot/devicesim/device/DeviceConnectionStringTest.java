package org.fleetreboot.devicesim.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.fleetreboot.devicesim.device.mqtt.DeviceSasToken;
import org.junit.jupiter.api.Test;

class DeviceConnectionStringTest {

  private static final String KEY = "c2VjcmV0IGtleQ==";

  @Test
  void partsAreReadInAnyOrderAndKeysMayEndInEqualsSigns() {
    DeviceConnectionString device =
        DeviceConnectionString.parse(
            "SharedAccessKey=" + KEY + ";DeviceId=pump-7;HostName=hub.example.net");

    assertThat(device).isEqualTo(new DeviceConnectionString("hub.example.net", "pump-7", KEY));
  }

  @Test
  void aMissingPartIsNamedAndNoSecretIsPrinted() {
    assertThatThrownBy(() -> DeviceConnectionString.parse("HostName=hub;SharedAccessKey=" + KEY))
        .hasMessageContaining("DeviceId")
        .hasMessageNotContaining(KEY);
    assertThat(new DeviceConnectionString("hub", "pump-7", KEY).toString()).doesNotContain(KEY);
  }

  @Test
  void thePasswordSignsTheDeviceAndTheExpiry() {
    DeviceConnectionString device = new DeviceConnectionString("hub.example.net", "pump-7", KEY);

    // Computed with: printf 'hub.example.net/devices/pump-7\n1700000000' |
    //   openssl dgst -sha256 -hmac 'secret key' -binary | base64
    assertThat(DeviceSasToken.password(device, Instant.ofEpochSecond(1_700_000_000)))
        .isEqualTo(
            "SharedAccessSignature sig=%2BXvQpD3pIdNKwTFDkfhUXt6%2BsEY6uVx9ACa8umj55LM%3D&se=1700000000&sr=hub.example.net/devices/pump-7");
  }
}
