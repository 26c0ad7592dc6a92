package org.fleetreboot.devicesim.hub.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.fleetreboot.devicesim.supported.Proves;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Strings with their escapes, decimal and hexadecimal numbers. */
class ConstantsTest {
  private final QueriedFleet fleet = QueriedFleet.ofThree().connected("pump-2");

  @Proves("Constants")
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      emptyValue = "",
      value = {
        "tags.ring = \"canary\"                             | pump-1",
        "properties.reported.note = 'it\\'s'               | pump-1",
        "properties.reported.note = \"it's\"                | pump-1",
        "properties.reported.note = \"it\\'s\"               | pump-1",
        "properties.reported.note = 'it\\u0027s'           | pump-1",
        "properties.reported.note = ''                    | pump-2",
        "tags.ring = '\\u0063anary'                        | pump-1",
        "'\\\\' = \"\\u005C\"                                  | pump-1 pump-2 valve-1",
        "'\"' = \"\\\"\"                                       | pump-1 pump-2 valve-1",
        "properties.reported.big = 0xFF                   | pump-1",
        "properties.reported.big = 0Xff                   | pump-1",
        "properties.reported.big = 2.55e2                 | pump-1",
        "properties.reported.big = 2550E-1                | pump-1",
        "properties.reported.big > +254.5                 | pump-1 pump-2",
        "properties.reported.big > -0x1                   | pump-1 pump-2",
        "'%' = \"%\"                                        | pump-1 pump-2 valve-1",
      })
  void theseDevicesAreFound(String condition, String devices) {
    assertThat(fleet.where(condition)).isEqualTo(devices);
  }
}
