package org.fleetreboot.iothub.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ConnectionStringTest {

  private static final String KEY = "c2VjcmV0LXNlY3JldA==";

  @Test
  void readsHostPolicyAndKey() {
    ConnectionString parsed =
        ConnectionString.parse(
            "HostName=myhub.azure-devices.net;SharedAccessKeyName=service;SharedAccessKey=" + KEY);

    assertThat(parsed.hostName()).isEqualTo("myhub.azure-devices.net");
    assertThat(parsed.keyName()).isEqualTo("service");
    assertThat(parsed.key()).isEqualTo(KEY);
  }

  @Test
  void acceptsAPortAnyOrderAnyCaseAndStraySpaces() {
    ConnectionString parsed =
        ConnectionString.parse(
            " sharedaccesskey=" + KEY + "; SharedAccessKeyName=service ;hostname=127.0.0.1:8443; ");

    assertThat(parsed).isEqualTo(new ConnectionString("127.0.0.1:8443", "service", KEY));
  }

  @Test
  void saysWhichPartIsMissing() {
    assertThatThrownBy(() -> ConnectionString.parse("HostName=h;SharedAccessKeyName=service"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The connection string has no SharedAccessKey. It should read"
                + " HostName=…;SharedAccessKeyName=…;SharedAccessKey=…, as the portal shows it for a"
                + " shared access policy such as service.");
    assertThatThrownBy(
            () -> ConnectionString.parse("HostName=;SharedAccessKeyName=s;SharedAccessKey=" + KEY))
        .hasMessageStartingWith("The connection string has no HostName.");
    assertThatThrownBy(() -> ConnectionString.parse(""))
        .hasMessageStartingWith("The connection string has no HostName.");
  }

  @Test
  void recognizesTheConnectionStringOfADevice() {
    assertThatThrownBy(
            () -> ConnectionString.parse("HostName=h;DeviceId=pump-1;SharedAccessKey=" + KEY))
        .hasMessageStartingWith("This is the connection string of a device");
  }

  @Test
  void neverRepeatsTheKey() {
    assertThatThrownBy(
            () ->
                ConnectionString.parse(
                    "HostName=h;SharedAccessKeyName=s;SharedAccessKey=not_base64!secret"))
        .hasMessageContaining("is not valid Base64")
        .hasMessageNotContaining("secret!")
        .hasMessageNotContaining("not_base64")
        .hasNoCause();
    assertThatThrownBy(() -> ConnectionString.parse("HostName=h;" + KEY.replace("=", "")))
        .hasMessageNotContaining("c2Vj");
    assertThat(new ConnectionString("h", "service", KEY).toString()).doesNotContain(KEY);
  }
}
