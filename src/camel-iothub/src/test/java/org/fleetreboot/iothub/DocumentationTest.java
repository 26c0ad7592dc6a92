package org.fleetreboot.iothub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The component's page matches the component. */
class DocumentationTest {

  private static final Path PAGE = Path.of("src/main/docs/iothub-component.adoc");
  private static final Pattern YAML =
      Pattern.compile("\\[source,yaml]\n----\n(.*?)----\n", Pattern.DOTALL);

  @Test
  void namesEveryOptionAndHeader() throws IOException {
    String page = Files.readString(PAGE);
    JsonNode catalog = catalog();
    List<String> names = new ArrayList<>();
    catalog.get("properties").fieldNames().forEachRemaining(names::add);
    catalog.get("componentProperties").fieldNames().forEachRemaining(names::add);
    catalog.get("headers").fieldNames().forEachRemaining(names::add);
    // The options of every component, and the one that holds the others.
    names.removeAll(List.of("configuration", "lazyStartProducer", "autowiredEnabled", "operation"));

    assertThat(names).hasSizeGreaterThan(30).allSatisfy(n -> assertThat(page).contains("`" + n));
  }

  @Test
  void showsRoutesThatLoad() throws IOException {
    List<String> examples = new ArrayList<>();
    Matcher yaml = YAML.matcher(Files.readString(PAGE));
    while (yaml.find()) {
      examples.add(yaml.group(1));
    }

    assertThat(examples).hasSize(3);
    for (String example : examples) {
      String route = example.startsWith("- route:") ? example : routeOf(example);
      try (RunningCamel camel = RunningCamel.with(Map.of("hub", new ScriptedClient()))) {
        assertThatCode(() -> camel.yaml(route)).as(route).doesNotThrowAnyException();
        assertThat(camel.context.getRoutes()).hasSize(1);
      }
    }
  }

  private static String routeOf(String steps) {
    String head =
        """
        - route:
            autoStartup: false
            from:
              uri: direct:start
              steps:
        """;
    return head + steps.indent(8);
  }

  private static JsonNode catalog() throws IOException {
    try (InputStream json =
        DocumentationTest.class.getResourceAsStream(
            "/META-INF/org/fleetreboot/iothub/iothub.json")) {
      return new ObjectMapper().readTree(json);
    }
  }
}
