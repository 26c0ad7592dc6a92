package org.fleetreboot.reboot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fleetreboot.reboot.step.RebootEndpoint;
import org.fleetreboot.reboot.testkit.InMemoryHub;
import org.fleetreboot.reboot.testkit.RouteRunner;
import org.fleetreboot.reboot.testkit.ScriptedEngine;
import org.fleetreboot.workflow.RolloutOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the manual shows, runs. */
class DocumentedRoutesTest {
  private static final Path DOCS = Path.of("src/main/docs");
  private static final Pattern YAML =
      Pattern.compile("\\[source,yaml\\]\\n----\\n(.*?)\\n----", Pattern.DOTALL);

  @ParameterizedTest
  @MethodSource("pages")
  void theYamlOfThePageStarts(Path page) throws IOException {
    List<String> routes =
        YAML.matcher(Files.readString(page)).results().map(found -> found.group(1)).toList();
    assertThat(routes).isNotEmpty();
    try (RouteRunner runner = new RouteRunner(new ScriptedEngine())) {
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
    String catalog =
        Files.readString(
            Path.of("src/generated/resources/META-INF/org/fleetreboot/reboot/step/reboot.json"));
    Matcher defaults =
        Pattern.compile(
                "\"(\\w+)\": \\{[^}]*?\"label\": \"group\"[^}]*?\"defaultValue\": \"?([^\",]+)")
            .matcher(catalog.substring(catalog.lastIndexOf("\"properties\"")));
    StringBuilder uri = new StringBuilder("reboot:group/pumps?targetsVia=direct:none");
    int options = 0;
    while (defaults.find()) {
      uri.append("&")
          .append(defaults.group(1))
          .append("=RAW(")
          .append(defaults.group(2))
          .append(")");
      options++;
    }
    assertThat(options).isGreaterThan(12);
    try (RouteRunner runner = new RouteRunner(new ScriptedEngine())) {
      var named = runner.context().getEndpoint(uri.toString(), RebootEndpoint.class);
      assertThat(named.rolloutOptions()).isEqualTo(RolloutOptions.DEFAULT);
    }
  }
}
