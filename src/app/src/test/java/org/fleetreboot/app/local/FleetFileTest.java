package org.fleetreboot.app.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.fleetreboot.app.CommandLineRun;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.devicesim.device.DeviceSpec;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FleetFileTest {
  private final Path file;

  FleetFileTest(@TempDir Path directory) {
    this.file = directory.resolve("fleet.yaml");
  }

  @Test
  void aByteOrderMarkIsNotPartOfTheFile() throws IOException {
    assertThat(read("\uFEFFgroups:\n  - name: pump\n    count: 2\n"))
        .extracting(DeviceSpec::id)
        .containsExactly("pump-01", "pump-02");
  }

  @Test
  void aGroupIsANumberOfEqualDevices() throws IOException {
    List<DeviceSpec> devices =
        read(
            """
            groups:
              - name: pump
                count: 2
                tags: { ring: canary, site: lyon }
                bootTime: 2s..4s
                behaviors: [loses-answer]
            """);

    assertThat(devices).extracting(DeviceSpec::id).containsExactly("pump-01", "pump-02");
    assertThat(devices)
        .allSatisfy(
            device -> {
              assertThat(device.tags()).isEqualTo(Map.of("ring", "canary", "site", "lyon"));
              assertThat(device.behaviors())
                  .containsExactly(
                      new DeviceBehavior.BootsIn(Duration.ofSeconds(2), Duration.ofSeconds(4)),
                      new DeviceBehavior.LosesAnswer());
              assertThat(device.seed()).isEqualTo(7);
            });
  }

  @Test
  void aGroupWithoutACountIsOneDeviceOfThatName() throws IOException {
    assertThat(read("groups: [{ name: pump-7 }]"))
        .singleElement()
        .isEqualTo(DeviceSpec.named("pump-7").seeded(7));
  }

  @Test
  void theNumbersOfALargeGroupHaveEqualWidth() throws IOException {
    assertThat(read("groups: [{ name: d, count: 1000 }]"))
        .hasSize(1000)
        .extracting(DeviceSpec::id)
        .startsWith("d-0001")
        .endsWith("d-1000");
  }

  @Test
  void theExampleIsAFleetOfThirtyForTheRoutesOfThisProject() {
    List<DeviceSpec> devices =
        FleetFile.read(CommandLineRun.HOME.resolve("device-sim/fleet.yaml"), 1);

    assertThat(devices).hasSize(30);
    assertThat(devices).filteredOn(d -> "canary".equals(d.tags().get("ring"))).hasSize(3);
    assertThat(devices).filteredOn(d -> "gateway".equals(d.tags().get("role"))).hasSize(7);
    assertThat(devices).filteredOn(d -> "sensor".equals(d.tags().get("role"))).hasSize(20);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "groups: [{ name: a, cuont: 3 }]     | line 1, column 28 | unknown key 'cuont'; the keys are",
        "grups: []                           | line 1, column 8  | unknown key 'grups'; the keys are groups",
        "groups: [{ count: 3 }]              | line 1, column 10 | the group has no 'name:'",
        "groups: []                          | line 1, column 9  | there is no group",
        "groups: {}                          | line 1, column 9  | expected a list",
        "groups: [a]                         | line 1, column 10 | expected 'key: value'",
        "groups: [{ name: 7 }]               | line 1, column 18 | write \"7\", with the quotes",
        "groups: [{ name: 'a b' }]           | line 1, column 18 | Device id 'a b' is not",
        "groups: [{ name: a, count: 0 }]     | line 1, column 28 | from 1 to 100000",
        "groups: [{ name: a, count: many }]  | line 1, column 28 | from 1 to 100000",
        "groups: [{ name: a, count: 100001 }] | line 1, column 28 | from 1 to 100000",
        "groups: [{ name: a, tags: { n: 3 }}] | line 1, column 32 | write \"3\", with the quotes",
        "groups: [{ name: a, tags: { a.b: x }}] | line 1, column 34 | without dot, dollar or space",
        "groups: [{ name: a, bootTime: soon }] | line 1, column 31 | is not a behavior",
        "groups: [{ name: a, behaviors: [sulks] }] | line 1, column 33 | is not a behavior; use one",
        "groups: [{ name: a, behaviors: [loses-answer, loses-answer] }] | line 1, column 47 | cannot have both",
        "groups: [{ name: a, name: b }]      | line 1, column 21 | occurs twice here",
        "groups: [{ name: a }, { name: a }]  | line 1, column 31 | device a already exists",
        "groups: [                           | line            | invalid YAML",
      })
  void whatIsWrongIsToldWithItsPlaceAndTheRemedy(String text, String where, String remedy) {
    ProgramFailure refused =
        catchThrowableOfType(ProgramFailure.class, () -> read(text + System.lineSeparator()));

    assertThat(refused)
        .hasMessageStartingWith(file + ", ")
        .hasMessageContaining(where)
        .hasMessageContaining(remedy)
        .hasMessageEndingWith(".");
  }

  @Test
  void theErrorNamesTheLineOfTheMistake() {
    ProgramFailure refused =
        catchThrowableOfType(
            ProgramFailure.class,
            () ->
                read(
                    """
                    groups:
                      - name: pump
                        count: 2
                      - name: valve
                        behaviors:
                          - loses-answer
                          - rejects often
                    """));

    assertThat(refused).hasMessageContaining("line 7, column 9").hasMessageContaining("rejects");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing\n"})
  void anEmptyFileIsRefused(String text) {
    assertThat(catchThrowableOfType(ProgramFailure.class, () -> read(text)))
        .hasMessageContaining("it is empty");
  }

  @Test
  void tooManyDevicesAreRefusedBeforeTheyAreCreated() {
    assertThat(
            catchThrowableOfType(
                ProgramFailure.class,
                () -> read("groups: [{ name: a, count: 60000 }, { name: b, count: 60000 }]")))
        .hasMessageContaining("more than 100000 devices");
  }

  @Test
  void aFileThatIsTooLongIsRefused() {
    assertThat(catchThrowableOfType(ProgramFailure.class, () -> read("#".repeat(1024 * 1024 + 1))))
        .hasMessageContaining("exceeds 1 MB");
  }

  @Test
  void aMissingFileAndOneThatIsNotTextAreRefused() throws IOException {
    assertThat(catchThrowableOfType(ProgramFailure.class, () -> FleetFile.read(file, 1)))
        .hasMessageContaining("There is no " + file);

    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertThat(catchThrowableOfType(ProgramFailure.class, () -> FleetFile.read(file, 1)))
        .hasMessageContaining("is not in UTF-8");
  }

  @Test
  void anAliasOfItselfIsRefused() {
    assertThat(
            catchThrowableOfType(
                ProgramFailure.class, () -> read("groups: &all [{ name: a, tags: { x: *all } }]")))
        .hasMessageContaining("expected a text");
  }

  private List<DeviceSpec> read(String text) throws IOException {
    Files.writeString(file, text);
    return FleetFile.read(file, 7);
  }
}
