package org.fleetreboot.app.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.fleetreboot.app.failure.ProgramFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceCredentialsTest {
  private static final String KEY = "c2VjcmV0";

  @Test
  void thePortalsConnectionStringMeansTheDefaultPort() {
    DeviceCredentials device =
        parse("HostName=h.azure-devices.net;DeviceId=pump-7;SharedAccessKey=" + KEY);

    assertThat(device.id()).isEqualTo("pump-7");
    assertThat(device.endpoint()).isEqualTo(MqttEndpoint.tls("h.azure-devices.net", 8883));
    assertThat(device.endpoint().isForTheSdk()).isTrue();
    assertThat(device).asString().doesNotContain(KEY);
  }

  @Test
  void thePortIsNotPartOfTheSignature() {
    DeviceCredentials device =
        parse("HostName=127.0.0.1:18883;DeviceId=pump-7;SharedAccessKey=" + KEY);

    assertThat(device.endpoint()).isEqualTo(MqttEndpoint.tls("127.0.0.1", 18883));
    assertThat(device.endpoint().isForTheSdk()).isFalse();
    assertThat(device.connectionString())
        .isEqualTo("HostName=127.0.0.1;DeviceId=pump-7;SharedAccessKey=" + KEY);
  }

  @Test
  void aGatewayIsWhereTheDeviceConnects() {
    DeviceCredentials device =
        parse(
            "HostName=h.azure-devices.net;DeviceId=d;SharedAccessKey="
                + KEY
                + ";GatewayHostName=127.0.0.3");

    assertThat(device.endpoint()).isEqualTo(MqttEndpoint.tls("127.0.0.3", 8883));
    assertThat(device.connectionString()).endsWith(";GatewayHostName=127.0.0.3");
  }

  @Test
  void thePlainPortIsForHubsOnThisMachine() {
    DeviceCredentials here = parse("HostName=127.0.0.1;DeviceId=d;SharedAccessKey=" + KEY);
    assertThat(here.withoutTls(1883).endpoint()).isEqualTo(MqttEndpoint.plain("127.0.0.1", 1883));

    DeviceCredentials elsewhere = parse("HostName=192.0.2.1;DeviceId=d;SharedAccessKey=" + KEY);
    assertThat(catchThrowableOfType(ProgramFailure.class, () -> elsewhere.withoutTls(1883)))
        .hasMessageContaining("192.0.2.1 is another host");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DeviceId=d;SharedAccessKey=c2VjcmV0                    | has no HostName",
        "HostName=h;SharedAccessKey=c2VjcmV0                    | has no DeviceId",
        "HostName=h;DeviceId=d                                  | has no SharedAccessKey",
        "HostName=h;DeviceId=d;SharedAccessKey=c2Vjcm!          | is not Base64",
        "HostName=h;DeviceId=d;x509=true                        | is for a certificate",
        "HostName=h;SharedAccessKeyName=s;SharedAccessKey=c2Vjcm | belongs to a policy",
        "HostName=h:0;DeviceId=d;SharedAccessKey=c2VjcmV0       | write HostName=host or",
        "HostName=h:65536;DeviceId=d;SharedAccessKey=c2VjcmV0   | write HostName=host or",
        "HostName=h:x;DeviceId=d;SharedAccessKey=c2VjcmV0       | write HostName=host or",
      })
  void whatNoDeviceCanUseIsToldWithoutItsKey(String text, String why) {
    assertThat(catchThrowableOfType(ProgramFailure.class, () -> parse(text)))
        .hasMessageStartingWith("The string ")
        .hasMessageContaining(why)
        .message()
        .doesNotContain("c2Vjcm");
  }

  private static DeviceCredentials parse(String text) {
    return DeviceCredentials.parse(text, "The string");
  }
}
