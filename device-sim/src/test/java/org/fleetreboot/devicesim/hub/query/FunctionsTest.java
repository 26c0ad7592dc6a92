package org.fleetreboot.devicesim.hub.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.fleetreboot.devicesim.supported.Proves;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** IS_DEFINED, STARTSWITH, ENDSWITH. */
class FunctionsTest {
  private final QueriedFleet fleet = QueriedFleet.ofThree().connected("pump-2");

  @Proves("Functions")
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      emptyValue = "",
      value = {
        "is_defined(tags.ring)                            | pump-1 pump-2",
        "IS_DEFINED(properties.reported.deep.on)          | valve-1",
        "IS_DEFINED(tags.site)                            | pump-1 pump-2 valve-1",
        "NOT is_defined(tags.ring)                        | valve-1",
        "STARTSWITH(deviceId, 'pump')                     | pump-1 pump-2",
        "startsWith(tags.ring, 'can')                     | pump-1",
        "NOT STARTSWITH(tags.ring, 'can')                 | pump-2",
        "STARTSWITH(tags.ring, '')                        | pump-1 pump-2",
        "STARTSWITH(properties.reported.temp, 'wa')       | valve-1",
        "STARTSWITH('pump-1', deviceId)                   | pump-1",
        "ENDSWITH(deviceId, '-1')                         | pump-1 valve-1",
        "ENDSWITH(deviceId, '-1') AND is_defined(tags.ring) | pump-1",
      })
  void theseDevicesAreFound(String condition, String devices) {
    assertThat(fleet.where(condition)).isEqualTo(devices);
  }
}
