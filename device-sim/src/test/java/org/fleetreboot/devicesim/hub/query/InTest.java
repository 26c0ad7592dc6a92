package org.fleetreboot.devicesim.hub.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.fleetreboot.devicesim.supported.Proves;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** IN and NIN with array constants. */
class InTest {
  private final QueriedFleet fleet = QueriedFleet.ofThree().connected("pump-2");

  @Proves("Comparisons")
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      emptyValue = "",
      value = {
        "tags.ring IN ['canary', 'gateway']               | pump-1 pump-2",
        "tags.ring in ['canary']                          | pump-1",
        "tags.ring NIN ['canary']                         | pump-2",
        "NOT tags.ring IN ['canary']                      | pump-2",
        "tags.ring IN []                                  | ``",
        "tags.ring NIN []                                 | pump-1 pump-2",
        "tags.site.row IN [1.0, 0x7]                      | pump-1 valve-1",
        "tags.site.row IN ['1', -1, null, true]           | ``",
        "tags.site.row + 1 IN [2, 3]                      | pump-1 pump-2",
        "properties.reported.on IN [false]                | pump-2",
        "'canary' IN ['canary']                           | pump-1 pump-2 valve-1",
      })
  void theseDevicesAreFound(String condition, String devices) {
    assertThat(fleet.where(condition)).isEqualTo(devices);
  }
}
