package org.fleetreboot.reboot.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceQueryTest {

  @Test
  void aConditionIsPutBehindWhere() {
    assertThat(DeviceQuery.of("  tags.ring = 'canary' ").text())
        .isEqualTo("SELECT deviceId FROM devices WHERE tags.ring = 'canary'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM devices",
        "select*from devices",
        "SELECT\n  deviceId\nFROM\n  devices\nWHERE\n  tags.a = 1",
        "SELECT TOP 3 deviceId FROM devices",
        "SELECT tags.from, DeviceId FROM Devices WHERE tags.a = 1",
        "SELECT devices.deviceId FROM devices",
        "SELECT deviceId, tags.site AS site FROM devices WHERE is_defined(tags.site)",
      })
  void aWholeSelectOfDevicesIsSentAsItIs(String query) {
    assertThat(DeviceQuery.of(query).text()).isEqualTo(query);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tags.note = ' GROUP BY x FROM devices.modules'",
        "tags.note = \"it's COUNT(\" OR tags.group = 'a'",
        "tags.join = 1 AND tags.[[select from]] = 2 AND tags.count IN [1, 2]",
        "tags.note = 'a\\' JOIN b' AND tags . from = 1",
      })
  void wordsInsideTextsAndPropertiesAreNoClauses(String condition) {
    assertThat(DeviceQuery.of(condition).condition()).isEqualTo(condition);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT deviceId, moduleId FROM devices.modules WHERE moduleId = 'camera' | asks for modules",
        "SELECT deviceId FROM devices . Modules                                   | asks for modules",
        "SELECT * FROM devices.jobs                                               | asks for jobs",
        "SELECT * FROM modules                                                    | asks for modules",
        "SELECT deviceId FROM devices GROUP BY deviceId                           | with GROUP BY",
        "SELECT COUNT() AS deviceId FROM devices                                  | with COUNT",
        "select deviceId, max (tags.n) as n from devices                          | with MAX",
        "SELECT deviceId FROM devices JOIN d IN devices.modules                   | has JOIN",
        "SELECT deviceId FROM devices WHERE tags.a = 1 GROUP BY deviceId          | with GROUP BY",
        "SELECT tags.site FROM devices                                            | not select deviceId",
        "SELECT tags.deviceId FROM devices                                        | not select deviceId",
        "SELECT tags.parent AS deviceId FROM devices                              | another column",
        "SELECT deviceId AS id FROM devices                                       | renames deviceId",
        "SELECT deviceId, tags.parent deviceId FROM devices                       | another column",
        "SELECT deviceId FROM devices d                                           | has 'd' instead of WHERE",
        "SELECT deviceId FROM devices d WHERE d.tags.a = 1                        | has WHERE instead",
        "SELECT deviceId                                                          | has no FROM devices",
        "FROM devices.modules WHERE moduleId = 'camera'                           | has FROM",
        "WHERE tags.a = 1                                                         | begins with WHERE",
        "tags.a = 1 GROUP BY tags.b                                               | with GROUP BY",
        "COUNT() > 3                                                              | with COUNT",
        "``                                                                       | is empty",
      })
  void aQueryWhoseRowsCouldBeAnythingButDevicesIsRefusedWithWhatToWrite(String query, String why) {
    assertThatThrownBy(() -> DeviceQuery.of(query))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why)
        .hasMessageContaining("SELECT deviceId FROM devices WHERE");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tags.a = 1 | SELECT * FROM devices WHERE tags.a = 1",
        "SELECT TOP 1 deviceId FROM devices | SELECT TOP 1 * FROM devices",
        "select deviceId,tags from devices where a | select * from devices where a",
      })
  void otherColumnsOfTheSameDevicesAreAskedForWithoutAnotherChange(String query, String all) {
    assertThat(DeviceQuery.of(query).selecting("*")).isEqualTo(all);
  }

  @Test
  void itKnowsItsConditionAndItsLimit() {
    DeviceQuery top = DeviceQuery.of("SELECT TOP 1 deviceId FROM devices WHERE\n tags.a = 1");
    assertThat(top.condition()).isEqualTo("tags.a = 1");
    assertThat(top.isLimited()).isTrue();
    assertThat(DeviceQuery.of("SELECT deviceId FROM devices").condition()).isEmpty();
    assertThat(DeviceQuery.of("tags.a = 1").isLimited()).isFalse();
  }

  @Test
  void aRowThatNamesNoDeviceOrAModuleIsNoTarget() {
    DeviceQuery query = DeviceQuery.of("SELECT * FROM devices");
    Map<String, Object> device = new HashMap<>(Map.of("deviceId", "pump-1"));
    assertThat(query.device(device)).isEqualTo("pump-1");
    device.put("moduleId", null);
    assertThat(query.device(device)).isEqualTo("pump-1");
    device.put("moduleId", "");
    assertThat(query.device(device)).isEqualTo("pump-1");
    device.put("moduleId", "camera");
    assertThatThrownBy(() -> query.device(device))
        .hasMessageContaining("the module 'camera' of 'pump-1'");
    for (Object row :
        List.of(Map.of("deviceId", 7), Map.of("deviceId", ""), Map.of("id", "a"), "pump-1")) {
      assertThatThrownBy(() -> query.device(row)).hasMessageContaining("without deviceId");
    }
  }
}
