package org.fleetreboot.app.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class YamlTopLevelTest {
  @Test
  void everyTopLevelElementOfCamelIsAccepted() throws IOException {
    Set<String> elements = new TreeSet<>();
    try (InputStream schema =
        YamlTopLevelTest.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
      new ObjectMapper()
          .readTree(schema)
          .at("/items/properties")
          .fieldNames()
          .forEachRemaining(elements::add);
    }

    assertThat(elements).isNotEmpty().isEqualTo(YamlTopLevel.ELEMENTS);
  }
}
