package org.fleetreboot.devicesim.hub.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of query-twins and iot-hub-devguide-query-language, with what they say. */
class DocumentedQueriesTest {
  private final QueriedFleet fleet =
      new QueriedFleet()
          .device("de", "{'location':{'region':'DE'}}", reported("Error", 300))
          .device("us1", "{'location':{'region':'US'}}", reported("Success", 60))
          .device("us2", "{'location':{'region':'US'}}", reported("Success", 30))
          .connected("de");

  private static String reported(String status, int frequency) {
    return "{'connectivity':'"
        + (status.equals("Error") ? "cellular" : "wifi")
        + "','telemetryConfig':{'status':'"
        + status
        + "','sendFrequencyInSecs':"
        + frequency
        + "}}";
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      emptyValue = "",
      value = {
        "tags.location.region = 'US' | us1 us2",
        "`tags.location.region = 'US'\n"
            + "    AND properties.reported.telemetryConfig.sendFrequencyInSecs >= 60` | us1",
        "`properties.reported.connectivity IN ['wired', 'wifi']` | us1 us2",
        "is_defined(properties.reported.connectivity) | de us1 us2",
        "tags.[[group]].name = 'some_value' | ``",
        "properties.desired.config = properties.reported.config | ``",
        "status = 'enabled' AND connectionState = 'Disconnected' | us1 us2",
      })
  void theConditionsFindTheirDevices(String condition, String devices) {
    assertThat(fleet.where(condition)).isEqualTo(devices);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT COUNT() as totalNumberOfDevices FROM devices | [{'totalNumberOfDevices':3}]",
        "`SELECT properties.reported.telemetryConfig.status AS status,\n"
            + "    COUNT() AS numberOfDevices\n"
            + "  FROM devices\n"
            + "  GROUP BY properties.reported.telemetryConfig.status`"
            + " | [{'status':'Error','numberOfDevices':1},{'status':'Success','numberOfDevices':2}]",
        "SELECT DeviceId, LastActivityTime FROM devices WHERE connectionState = 'Connected'"
            + " | [{'deviceId':'de','lastActivityTime':'2026-11-23T12:00:00.0000000Z'}]",
      })
  void theSelectionsGiveTheirRows(String query, String rows) {
    assertThat(fleet.rows(query)).isEqualTo(rows);
  }
}
