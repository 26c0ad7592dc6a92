package org.fleetreboot.devicesim.hub.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.fleetreboot.devicesim.supported.Proves;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** COUNT, AVG, SUM, MIN, MAX over all devices. */
class AggregatesTest {
  private final QueriedFleet fleet =
      new QueriedFleet()
          .device("a", "{'n':1,'s':'x','mixed':5}", "{}")
          .device("b", "{'n':2.5,'s':'w','mixed':'z'}", "{}")
          .device("c", "{'n':4,'mixed':true}", "{}")
          .device("d", "{}", "{}");

  @Proves("SELECT")
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "COUNT() AS totalNumberOfDevices            |           | [{'totalNumberOfDevices':4}]",
        "count() as n                               | WHERE is_defined(tags.n) | [{'n':3}]",
        "COUNT() AS n                               | WHERE false | [{'n':0}]",
        "AVG(tags.n) AS n                           |           | [{'n':2.5}]",
        "SUM(tags.n) AS n                           |           | [{'n':7.5}]",
        "SUM(tags.mixed) AS n                       |           | [{'n':5}]",
        "MIN(tags.n) AS least, MAX(tags.n) AS most  |           | [{'least':1,'most':4}]",
        "MIN(tags.s) AS least, MAX(tags.s) AS most  |           | [{'least':'w','most':'x'}]",
        "MAX(tags.mixed) AS most                    |           | [{'most':5}]",
        "AVG(tags.none) AS n, SUM(tags.s) AS s      |           | [{}]",
        "COUNT() AS n, MIN(deviceId) AS first       | WHERE tags.n > 1 | [{'n':2,'first':'b'}]",
      })
  void allDevicesMakeOneRow(String select, String where, String rows) {
    String condition = where == null ? "" : " " + where;
    assertThat(fleet.rows("SELECT " + select + " FROM devices" + condition)).isEqualTo(rows);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "COUNT()                | expected AS, found 'FROM' at position 16",
        "COUNT(*) AS n          | expected ')', found '*' at position 14",
        "COUNT(tags.n) AS n     | expected ')', found 'tags'",
        "AVG() AS n             | expected a property, found ')'",
        "MEDIAN(tags.n) AS n    | MEDIAN() after SELECT at position 8 is not supported",
        "COUNT() AS n, deviceId | 'deviceId' at position 22 is neither an aggregate nor",
      })
  void theseAreRefused(String select, String message) {
    assertThat(fleet.refusal("SELECT " + select + " FROM devices")).contains(message);
  }
}
