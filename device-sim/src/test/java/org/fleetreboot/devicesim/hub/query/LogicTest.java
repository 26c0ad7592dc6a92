package org.fleetreboot.devicesim.hub.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.fleetreboot.devicesim.supported.Proves;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** AND, OR, NOT, parentheses, and values that stand as conditions. */
class LogicTest {
  private final QueriedFleet fleet = QueriedFleet.ofThree().connected("pump-2");

  @Proves("Conditions")
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      emptyValue = "",
      value = {
        "NOT tags.ring = 'canary'                                                  | pump-2",
        "status = 'enabled' AND connectionState = 'Disconnected'                   | pump-1 valve-1",
        "deviceId = 'pump-1' or deviceId = 'pump-2' and tags.ring = 'x'            | pump-1",
        "(deviceId = 'pump-1' or deviceId = 'pump-2') and tags.ring = 'canary'     | pump-1",
        "not (tags.ring = 'canary' or tags.ring = 'gateway')                       | ``",
        "NOT NOT tags.ring = 'canary'                                              | pump-1",
        "NOT deviceId = 'pump-1' AND NOT deviceId = 'pump-2'                       | valve-1",
        "tags.ring = 'canary' OR deviceId = 'valve-1'                              | pump-1 valve-1",
        "tags.ring = 'canary' AND deviceId = 'valve-1' OR true                     | pump-1 pump-2 valve-1",
        "true                                                                      | pump-1 pump-2 valve-1",
        "false                                                                     | ``",
        "properties.reported.on                                                    | pump-1",
        "NOT properties.reported.on                                                | pump-2",
        "properties.reported.deep.on                                               | valve-1",
        "tags.ring                                                                 | ``",
        "tags                                                                      | ``",
        "1                                                                         | ``",
        "(tags.site.row = 1) = true                                                | pump-1",
        "((((tags.site.row)))) = 1                                                 | pump-1",
      })
  void theseDevicesAreFound(String condition, String devices) {
    assertThat(fleet.where(condition)).isEqualTo(devices);
  }
}
