package org.fleetreboot.reboot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fleetreboot.reboot.step.RebootEndpoint;
import org.fleetreboot.reboot.step.RebootEndpointConfigurer;
import org.fleetreboot.reboot.testkit.FakeEngine;
import org.fleetreboot.reboot.testkit.InMemoryHub;
import org.fleetreboot.reboot.testkit.RouteRunner;
import org.fleetreboot.workflow.options.GroupOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the manual shows, runs. */
class DocumentedRoutesTest {
  private static final Path DOCS = Path.of("src/main/docs");
  private static final Path CATALOG =
      Path.of("src/generated/resources/META-INF/org/fleetreboot/reboot/step/reboot.json");
  private static final Pattern YAML =
      Pattern.compile("\\[source,yaml\\]\\n----\\n(.*?)\\n----", Pattern.DOTALL);

  @ParameterizedTest
  @MethodSource("pages")
  void theYamlOfThePageStarts(Path page) throws IOException {
    List<String> routes =
        YAML.matcher(Files.readString(page)).results().map(found -> found.group(1)).toList();
    assertThat(routes).isNotEmpty();
    try (RouteRunner runner = new RouteRunner(new FakeEngine())) {
      runner.bind("iothub", new InMemoryHub()).start(routes.toArray(String[]::new));
      assertThat(runner.context().getRoutesSize()).isGreaterThanOrEqualTo(routes.size());
    }
  }

  static List<Path> pages() throws IOException {
    try (Stream<Path> pages = Files.list(DOCS)) {
      return pages.sorted().toList();
    }
  }

  @Test
  void everyOptionOfTheCatalogHasTheDefaultOfTheCode() throws IOException {
    Map<String, String> defaults = defaultsOfGroups();
    assertThat(defaults).hasSizeGreaterThan(12).containsKeys("maxFailed", "targetsVia", "pageSize");
    String uri =
        defaults.entrySet().stream()
            .map(option -> option.getKey() + "=RAW(" + option.getValue() + ")")
            .collect(Collectors.joining("&", "reboot:group/pumps?", ""));
    try (RouteRunner runner = new RouteRunner(new FakeEngine())) {
      RebootEndpoint named = runner.context().getEndpoint(uri, RebootEndpoint.class);
      RebootEndpoint plain =
          runner.context().getEndpoint("reboot:group/pumps", RebootEndpoint.class);

      assertThat(named.groupOptions()).isEqualTo(GroupOptions.DEFAULT);
      RebootEndpointConfigurer options = new RebootEndpointConfigurer();
      assertThat(defaults.keySet())
          .as("an option that the rules have no default of has it in its field")
          .allSatisfy(
              option ->
                  assertThat(options.getOptionValue(plain, option, false))
                      .isIn(null, options.getOptionValue(named, option, false)));
    }
  }

  private static Map<String, String> defaultsOfGroups() throws IOException {
    JsonNode catalog = new ObjectMapper().readTree(CATALOG.toFile());
    return catalog.get("properties").properties().stream()
        .filter(option -> option.getValue().path("label").asText().matches("group(,.*)?"))
        .filter(option -> option.getValue().has("defaultValue"))
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, option -> option.getValue().get("defaultValue").asText()));
  }
}
