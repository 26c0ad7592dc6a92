package org.fleetreboot.app.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.devicesim.hub.fault.FaultNotation;
import org.fleetreboot.devicesim.hub.fault.FaultScope;
import org.fleetreboot.devicesim.hub.fault.HubFault;
import org.fleetreboot.devicesim.hub.fault.HubOperation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioFileTest {
  private final Path file;

  ScenarioFileTest(@TempDir Path directory) {
    this.file = directory.resolve("scenario.yaml");
  }

  @Test
  void itListsFaultsWithTheirScope() throws IOException {
    assertThat(
            read(
                """
                faults:
                  - fault: too-many-requests
                    on: [method, twin-read]
                    rate: 0.1
                  - fault: connection-refused 3
                    device: 42
                    nth: 2
                """))
        .containsExactly(
            new FaultNotation.Order(
                HubFault.tooManyRequests(),
                FaultScope.on(HubOperation.METHOD, HubOperation.TWIN_READ).rate(0.1)),
            new FaultNotation.Order(
                HubFault.connectionRefused(3), FaultScope.everything().device("42").nth(2)));
  }

  @Test
  void theShippedExampleIsValid() {
    assertThat(ScenarioFile.read(Path.of("../../device-sim/scenario.yaml"))).hasSizeGreaterThan(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|it is empty; it lists faults",
        "other: 1|line 1, column 8: unknown key 'other'; the keys are faults",
        "faults: []|line 1, column 9: expected 1 to 1000 faults",
        "faults: 7|line 1, column 9: expected a list",
        "faults: [{fault: late}]|line 1, column 18: unknown fault 'late'; use one of",
        "faults: [{on: method}]|line 1, column 10: 'fault' is missing; use one of",
        "faults: [{fault: server-busy, on: metod}]|line 1, column 35: unknown operation 'metod'",
        "faults: [{fault: server-busy, rate: 2}]|line 1, column 37: A rate must be from 0 to 1",
        "faults: [{fault: server-busy, ratte: 1}]|line 1, column 38: unknown key 'ratte'",
        "faults: [{fault: server-busy, on: {a: b}}]|line 1, column 35: expected a value",
        "faults: [|invalid YAML",
      })
  void aMistakeIsToldWithItsLine(String yaml, String message) throws IOException {
    Files.writeString(file, yaml);
    ProgramFailure failure =
        catchThrowableOfType(ProgramFailure.class, () -> ScenarioFile.read(file));
    assertThat(failure).hasMessageStartingWith(file.toString()).hasMessageContaining(message);
  }

  @Test
  void aFileThatIsMissingOrTooLargeIsRefused() throws IOException {
    assertThat(catchThrowableOfType(ProgramFailure.class, () -> ScenarioFile.read(file)))
        .hasMessage("There is no " + file + "; name a file as --scenario.");
    Files.writeString(file, "#".repeat(1024 * 1024 + 1));
    assertThat(catchThrowableOfType(ProgramFailure.class, () -> ScenarioFile.read(file)))
        .hasMessageContaining("exceeds 1 MB");
  }

  private List<FaultNotation.Order> read(String yaml) throws IOException {
    Files.writeString(file, yaml);
    return ScenarioFile.read(file);
  }
}
