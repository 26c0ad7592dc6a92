package org.fleetreboot.iothub.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The guide's table of error codes matches the code. */
class HubErrorTableTest {
  private static final Path GUIDE = Path.of("../../docs/guides/use-a-real-hub.md");

  @Test
  void theGuideListsEveryCodeAsTheProgramHandlesIt() throws IOException {
    List<String> rows =
        Files.readAllLines(GUIDE).stream()
            .filter(line -> line.matches("\\| \\d{6} \\|.*"))
            .toList();

    assertThat(rows)
        .containsExactlyElementsOf(
            Arrays.stream(HubErrorCode.values()).map(HubErrorTableTest::row).toList());
  }

  @Test
  void aCallRefusedForTheDeviceIsProvedUndelivered() {
    assertThat(HubErrorCode.values())
        .filteredOn(code -> code.kind() == FailureKind.deviceRefused)
        .allSatisfy(code -> assertThat(code.delivery()).isEqualTo(Delivery.notDelivered));
  }

  private static String row(HubErrorCode code) {
    return "| %d | %s | %s | %s | %s |"
        .formatted(
            code.number(),
            code.name(),
            code.kind().trouble(),
            code.delivery() == Delivery.notDelivered ? "no" : "unknown",
            code.kind().next());
  }
}
