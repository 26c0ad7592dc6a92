package org.fleetreboot.app.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OidcSettingsTest {
  @ParameterizedTest
  @CsvSource({
    "https://login.microsoftonline.com/t/v2.0, true",
    "http://127.0.0.1:8080, true",
    "http://login.example, false",
    "https://user@login.example, false",
    "file:///etc/passwd, false",
    "login.example, false",
    "'https://a b', false"
  })
  void anIssuerIsAskedOverTlsOrOnThisMachine(String address, boolean isSafe) {
    assertThat(OidcSettings.isSafe(address)).isEqualTo(isSafe);
  }
}
