package org.fleetreboot.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OptionReferenceTest {
  private static final Path PAGE = Path.of("../../docs/options.md");

  @Test
  void thePageOfEveryOptionIsThatOfTheCatalog() throws IOException {
    String made = OptionReference.made();
    if (Boolean.getBoolean("docs.update")) {
      Files.writeString(PAGE, made);
    }
    assertThat(Files.readString(PAGE))
        .as(
            "make it anew: ./mvnw test -pl src/app -am -Dtest=OptionReferenceTest -Ddocs.update=true")
        .isEqualTo(made);
  }
}
