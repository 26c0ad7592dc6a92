package org.fleetreboot.workflow.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fleetreboot.workflow.BootMarker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkerPathTest {
  private static final String STAMP = "2026-03-01T11:59:30.1234567Z";
  private static final Map<String, Object> STAMPED = Map.of("$lastUpdated", STAMP);
  private static final MarkerPath TOP = new MarkerPath("rebootTime");
  private static final MarkerPath NESTED = new MarkerPath("iothubDM.reboot.lastReboot");

  @Test
  void readsAPropertyWithTheHubsStampOfIt() {
    Map<String, Object> twin =
        twin(Map.of("rebootTime", "12:00"), Map.of("rebootTime", STAMPED), 42);
    assertThat(TOP.readFrom(twin)).isEqualTo(new BootMarker("12:00", Instant.parse(STAMP), 42));
  }

  @Test
  void readsANestedPropertyWithTheStampOfThatLevel() {
    Map<String, Object> twin =
        twin(
            Map.of("iothubDM", Map.of("reboot", Map.of("lastReboot", "12:00"))),
            Map.of(
                "$lastUpdated",
                "2026-03-01T12:30:00Z",
                "iothubDM",
                Map.of(
                    "$lastUpdated",
                    "2026-03-01T12:20:00Z",
                    "reboot",
                    Map.of("$lastUpdated", "2026-03-01T12:10:00Z", "lastReboot", STAMPED))),
            7);
    assertThat(NESTED.readFrom(twin)).isEqualTo(new BootMarker("12:00", Instant.parse(STAMP), 7));
  }

  @Test
  void keepsTheIdentityOfTheTwin() {
    Map<String, Object> twin = new LinkedHashMap<>(twin(Map.of(), Map.of(), 42));
    twin.put("deviceEtag", "NzQ1MDI1");
    assertThat(TOP.readFrom(twin)).isEqualTo(BootMarker.absent(42).of("NzQ1MDI1"));
  }

  @Test
  void anAbsentPropertyKeepsTheVersionOfItsSection() {
    assertThat(TOP.readFrom(twin(Map.of(), Map.of(), 42))).isEqualTo(BootMarker.absent(42));
    assertThat(NESTED.readFrom(twin(Map.of("iothubDM", Map.of()), Map.of(), 42)))
        .isEqualTo(BootMarker.absent(42));
  }

  @Test
  void aPathThatGoesThroughAPlainValueIsAbsent() {
    assertThat(NESTED.readFrom(twin(Map.of("iothubDM", "none"), Map.of("iothubDM", "odd"), 42)))
        .isEqualTo(BootMarker.absent(42));
  }

  @Test
  void aNullIsAbsent() {
    Map<String, Object> reported = new LinkedHashMap<>();
    reported.put("rebootTime", null);
    assertThat(TOP.readFrom(twin(reported, Map.of("rebootTime", STAMPED), 42)))
        .isEqualTo(BootMarker.absent(42));
  }

  @Test
  void aTwinWithoutItsSectionsIsEmpty() {
    assertThat(TOP.readFrom(Map.of())).isEqualTo(BootMarker.absent(0));
    assertThat(TOP.readFrom(Map.of("properties", "none"))).isEqualTo(BootMarker.absent(0));
    assertThat(TOP.readFrom(Map.of("properties", Map.of("reported", Map.of("$version", "x")))))
        .isEqualTo(BootMarker.absent(0));
  }

  @Test
  void aMissingOrInvalidStampIsIgnored() {
    assertThat(TOP.readFrom(twin(Map.of("rebootTime", "12:00"), Map.of(), 42)).lastUpdated())
        .isNull();
    assertThat(
            TOP.readFrom(
                    twin(
                        Map.of("rebootTime", "12:00"),
                        Map.of("rebootTime", Map.of("$lastUpdated", "yesterday")),
                        42))
                .lastUpdated())
        .isNull();
    assertThat(
            TOP.readFrom(
                    twin(
                        Map.of("rebootTime", "12:00"),
                        Map.of("rebootTime", Map.of("$lastUpdated", 1_700_000_000)),
                        42))
                .lastUpdated())
        .isNull();
  }

  @Test
  void aValueOfAnyTypeIsReadAsText() {
    assertThat(value(42)).isEqualTo("42");
    assertThat(value(1.5)).isEqualTo("1.5");
    assertThat(value(false)).isEqualTo("false");
    assertThat(value("")).isEmpty();
    assertThat(value(List.of(1, "a"))).isEqualTo("[1, a]");
  }

  @Test
  void theOrderOfKeysDoesNotMatter() {
    Map<String, Object> oneWay = new LinkedHashMap<>();
    oneWay.put("a", 1);
    oneWay.put("b", List.of(oneWay(2, 3)));
    Map<String, Object> otherWay = new LinkedHashMap<>();
    otherWay.put("b", List.of(otherWay(2, 3)));
    otherWay.put("a", 1);

    assertThat(value(oneWay)).isEqualTo(value(otherWay)).isEqualTo("{a=1, b=[{c=2, d=3}]}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", ".", ".rebootTime", "rebootTime.", "a..b", "$version", "a.$lastUpdated"})
  void refusesAnInvalidPath(String path) {
    assertThatThrownBy(() -> new MarkerPath(path))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "invalid path of a reported property '%s'; use a form like rebootTime or a.b.c.", path);
  }

  private static Map<String, Object> oneWay(int c, int d) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("c", c);
    map.put("d", d);
    return map;
  }

  private static Map<String, Object> otherWay(int c, int d) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("d", d);
    map.put("c", c);
    return map;
  }

  private static String value(Object reported) {
    BootMarker marker =
        TOP.readFrom(twin(Map.of("rebootTime", reported), Map.of("rebootTime", STAMPED), 1));
    return String.valueOf(marker.value());
  }

  private static Map<String, Object> twin(
      Map<String, ?> reported, Map<String, ?> metadata, int version) {
    Map<String, Object> section = new LinkedHashMap<>(reported);
    section.put("$metadata", metadata);
    section.put("$version", version);
    return Map.of("deviceId", "pump-7", "properties", Map.of("reported", section));
  }
}
