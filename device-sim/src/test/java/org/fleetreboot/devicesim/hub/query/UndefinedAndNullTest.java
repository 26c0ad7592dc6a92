package org.fleetreboot.devicesim.hub.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.fleetreboot.devicesim.supported.Proves;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is not there, null, and objects compare with nothing. */
class UndefinedAndNullTest {
  private final QueriedFleet fleet = QueriedFleet.ofThree().connected("pump-2");

  @Proves("Conditions")
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      emptyValue = "",
      value = {
        "tags.ring = undefined                            | ``",
        "tags.ring != undefined                           | ``",
        "NOT tags.ring = undefined                        | ``",
        "undefined                                        | ``",
        "null                                             | ``",
        "null = null                                      | pump-1 pump-2 valve-1",
        "tags.ring = null                                 | ``",
        "tags.ring != null                                | pump-1 pump-2",
        "x509Thumbprint.primaryThumbprint = null          | pump-1 pump-2 valve-1",
        "is_defined(x509Thumbprint.primaryThumbprint)     | pump-1 pump-2 valve-1",
        "tags.site = tags.site                            | ``",
        "tags.site != 'x'                                 | ``",
        "tags.site IN ['x']                               | ``",
        "tags.site NIN ['x']                              | ``",
      })
  void theseDevicesAreFound(String condition, String devices) {
    assertThat(fleet.where(condition)).isEqualTo(devices);
  }
}
