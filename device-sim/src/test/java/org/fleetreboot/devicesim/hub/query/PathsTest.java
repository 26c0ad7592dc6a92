package org.fleetreboot.devicesim.hub.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.fleetreboot.devicesim.supported.Proves;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a property is found. */
class PathsTest {
  private final QueriedFleet fleet = QueriedFleet.ofThree().connected("pump-2");

  @Proves("Paths")
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      emptyValue = "",
      value = {
        "tags.[[group]].name = 'north'                    | pump-1",
        "tags.[[dash-ed]] = 5                             | pump-1",
        "tags.dash-ed = 5                                 | pump-1",
        "tags.dash-ed=5                                   | pump-1",
        "tags.dash-ed - 5 = 0                             | pump-1",
        "tags.dash-5 = 0                                  | ``",
        "tags.k-4567-9e12f-0001 = 1                       | pump-2",
        "tags.k-4567-9e12f-0001='x' OR tags.k-4567-8=2    | pump-2",
        "tags.k-4567-9e12f-0001 - 1 = 0                   | pump-2",
        "devices.tags.ring = 'canary'                     | pump-1",
        "Devices.deviceId = 'pump-1'                      | pump-1",
        "DEVICEID = 'pump-1'                              | pump-1",
        "Tags.ring = 'canary'                             | pump-1",
        "tags.Ring = 'canary'                             | ``",
        "properties.reported.$version = 2                 | pump-1 pump-2 valve-1",
        "properties.reported.[[$version]] = 2             | pump-1 pump-2 valve-1",
        "tags.ring.deeper = 'x'                           | ``",
        "tags . ring = 'canary'                           | pump-1",
        "tags.site.[[row]] = 1                            | pump-1",
      })
  void theseDevicesAreFound(String condition, String devices) {
    assertThat(fleet.where(condition)).isEqualTo(devices);
  }
}
