package org.fleetreboot.devicesim.hub.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.fleetreboot.devicesim.supported.Proves;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code = != <> < <= > >=} in WHERE. */
class ComparisonsTest {
  private final QueriedFleet fleet = QueriedFleet.ofThree().connected("pump-2");

  @Proves("Comparisons")
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      emptyValue = "",
      value = {
        "deviceId = 'pump-1'                              | pump-1",
        "'pump-1' = deviceId                              | pump-1",
        "tags.ring != 'canary'                            | pump-2",
        "tags.ring <> 'canary'                            | pump-2",
        "tags.site.row = 1                                | pump-1",
        "tags.site.row = 1.0                              | pump-1",
        "tags.site.row = '1'                              | ``",
        "tags.site.row != '1'                             | pump-1 pump-2 valve-1",
        "properties.reported.temp < 25.5                  | pump-1",
        "properties.reported.temp <= 25.5                 | pump-1 pump-2",
        "properties.reported.temp > 10                    | pump-2",
        "properties.reported.temp >= 10                   | pump-1 pump-2",
        "properties.reported.temp > 'a'                   | valve-1",
        "tags.ring > 'canary'                             | pump-2",
        "properties.reported.on = true                    | pump-1",
        "properties.reported.on > false                   | ``",
        "properties.reported.temp = tags.site.row         | ``",
        "tags.site.row < properties.reported.temp         | pump-1 pump-2",
        "connectionState = 'Connected'                    | pump-2",
        "properties.reported.big = 9007199254740993       | pump-2",
        "properties.reported.big = 9007199254740992       | ``",
        "capabilities.iotEdge != true                     | pump-1 pump-2 valve-1",
      })
  void theseDevicesAreFound(String condition, String devices) {
    assertThat(fleet.where(condition)).isEqualTo(devices);
  }

  @Test
  void numbersBeyondAllMeasureAreComparedToo() {
    QueriedFleet far =
        new QueriedFleet()
            .device("huge", "{'n':100e2147483647}", "{}")
            .device("tiny", "{'n':1e-2147483647}", "{}");
    assertThat(far.where("tags.n > 1e308")).isEqualTo("huge");
    assertThat(far.where("tags.n < 1e-308")).isEqualTo("tiny");
    assertThat(far.where("tags.n = 0 OR tags.n IN [1, 0]")).isEmpty();
    assertThat(far.where("tags.n = tags.n")).isEqualTo("huge tiny");
    assertThat(far.where("tags.n * 1 > 0")).isEmpty();
    assertThat(far.where("tags.n - 1 = -1")).isEqualTo("tiny");
    assertThat(far.rows("SELECT SUM(tags.n) AS s, COUNT() AS c FROM devices GROUP BY tags.n"))
        .isEqualTo("[{'c':1},{'s':0,'c':1}]");
  }
}
