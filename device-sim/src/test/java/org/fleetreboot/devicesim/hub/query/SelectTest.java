package org.fleetreboot.devicesim.hub.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.fleetreboot.devicesim.supported.Proves;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SELECT of fields, with and without AS. */
class SelectTest {
  private final QueriedFleet fleet =
      new QueriedFleet()
          .device("a", "{'ring':'x','site':{'row':1}}", "{'temp':10,'site':{'row':2}}")
          .device("b", "{}", "{}");

  @Proves("SELECT")
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT deviceId FROM devices              | [{'deviceId':'a'},{'deviceId':'b'}]",
        "select DeviceId from Devices              | [{'deviceId':'a'},{'deviceId':'b'}]",
        "SELECT deviceId AS id, tags.ring AS r FROM devices | [{'id':'a','r':'x'},{'id':'b'}]",
        "SELECT tags.ring FROM devices             | [{'ring':'x'},{}]",
        "SELECT devices.tags.ring FROM devices     | [{'ring':'x'},{}]",
        "SELECT tags.site FROM devices             | [{'site':{'row':1}},{}]",
        "SELECT properties.reported.temp AS [[top]] FROM devices | [{'top':10},{}]",
        "SELECT tags.site.row, properties.reported.site.row AS there FROM devices"
            + "                                    | [{'row':1,'there':2},{}]",
        "SELECT deviceId FROM devices WHERE tags.ring = 'x' | [{'deviceId':'a'}]",
      })
  void theseRowsAreGiven(String query, String rows) {
    assertThat(fleet.rows(query)).isEqualTo(rows);
  }

  @Test
  void whatIsNoWholeTwinIsRaw() {
    assertThat(fleet.page("SELECT * FROM devices", 1, Optional.empty()).itemType())
        .isEqualTo("Twin");
    assertThat(fleet.page("SELECT deviceId FROM devices", 1, Optional.empty()).itemType())
        .isEqualTo("Raw");
    assertThat(fleet.page("SELECT COUNT() AS n FROM devices", 1, Optional.empty()).itemType())
        .isEqualTo("Raw");
  }

  @Test
  void twoFieldsOfTheSameNameAreRefused() {
    assertThat(fleet.refusal("SELECT tags.site.row, properties.reported.site.row FROM devices"))
        .contains("'properties' at position 23 would be a duplicate 'row'")
        .contains("AS");
    assertThat(fleet.refusal("SELECT deviceId AS x, etag AS x FROM devices"))
        .contains("duplicate 'x'");
  }
}
