package org.fleetreboot.devicesim.hub.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.fleetreboot.devicesim.supported.Proves;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code + - * / %} in WHERE. */
class ArithmeticTest {
  private final QueriedFleet fleet = QueriedFleet.ofThree().connected("pump-2");

  @Proves("Arithmetic")
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      emptyValue = "",
      value = {
        "tags.site.row + 1 = 2                            | pump-1",
        "tags.site.row - 1 = 1                            | pump-2",
        "tags.site.row-1=1                                | pump-2",
        "tags.site.row * 2 = 14                           | valve-1",
        "tags.site.row / 2 = 0.5                          | pump-1",
        "tags.site.row % 2 = 1                            | pump-1 valve-1",
        "1 + 2 * 3 = tags.site.row                        | valve-1",
        "(1 + 2) * 3 - 2 = tags.site.row                  | valve-1",
        "10 - 2 - 1 = tags.site.row                       | valve-1",
        "tags.site.row + -1 = 0                           | pump-1",
        "tags.site.row * -1 < -1                          | pump-2 valve-1",
        "tags.site.row / 0 = 1                            | ``",
        "is_defined(tags.site) AND tags.site.row % 0 != 1 | ``",
        "tags.ring + 'x' = 'canaryx'                      | ``",
        "properties.reported.temp * 2 > 20                | pump-2",
        "1e308 * 10 > 0                                   | ``",
      })
  void theseDevicesAreFound(String condition, String devices) {
    assertThat(fleet.where(condition)).isEqualTo(devices);
  }
}
