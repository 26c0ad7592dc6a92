package org.fleetreboot.devicesim.hub.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.fleetreboot.devicesim.hub.parity.aggregate.Aggregate;
import org.fleetreboot.devicesim.supported.SupportedRow;
import org.junit.jupiter.api.Test;

/** The README's table of the query language, and the language itself. */
class SupportedConstructsTest {
  @Test
  void theReadmeListsTheFunctionsAndNoOthers() throws Exception {
    assertThat(code("Functions").stream().map(written -> written.replaceFirst("\\(.*", "")))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(Stream.of("IS_DEFINED"), names(StringFunction.values())).toList());
  }

  @Test
  void theReadmeListsTheAggregatesAndNoOthers() throws Exception {
    assertThat(code("SELECT").stream().filter(written -> written.matches("[A-Z]{3}|COUNT\\(\\)")))
        .extracting(written -> written.replace("()", ""))
        .containsExactlyInAnyOrderElementsOf(names(Aggregate.values()).toList());
  }

  private static List<String> code(String name) throws IOException {
    return SupportedRow.in(Path.of("README.md")).stream()
        .filter(row -> row.names().contains(name))
        .findFirst()
        .orElseThrow()
        .code();
  }

  private static Stream<String> names(Enum<?>[] values) {
    return Arrays.stream(values).map(Enum::name);
  }
}
