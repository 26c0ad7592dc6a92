package org.fleetreboot.devicesim.hub.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectHandlerTest {
  @ParameterizedTest(name = "keep-alive {0}: {1}")
  @CsvSource({"1, PT1.5S", "230, PT5M45S", "1177, PT29M25.5S", "1178, PT29M25.5S", "0, PT29M25.5S"})
  void aClientMayBeSilentForOneAndAHalfKeepAlivesButNeverForLongerThanIotHubAllows(
      int keepAlive, Duration silence) {
    assertThat(ConnectHandler.mostSilence(keepAlive)).isEqualTo(silence);
  }
}
