package org.fleetreboot.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PagesTest {
  private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)[^)]*\\)");

  @Test
  void everyLinkWithinTheProjectLeadsToAFile() throws IOException {
    List<Path> targets =
        Pages.all().stream()
            .flatMap(
                page ->
                    LINK.matcher(Pages.read(page))
                        .results()
                        .map(link -> link.group(1))
                        .filter(target -> !target.contains("://"))
                        .map(target -> page.resolveSibling(target).normalize()))
            .toList();

    assertThat(targets).hasSizeGreaterThan(10).allSatisfy(target -> assertThat(target).exists());
  }

  @ParameterizedTest
  @MethodSource("org.fleetreboot.docs.Pages#routes")
  void everyRouteInAPageIsOneThatCamelReads(String yaml) throws Exception {
    try (DefaultCamelContext camel = new DefaultCamelContext()) {
      PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.fromString("page.yaml", yaml));
      assertThat(camel.getRouteDefinitions()).isNotEmpty();
    }
  }

  @Test
  void everyClassThatADecisionNamesIsThere() throws IOException {
    Path home = Path.of("../..");
    List<String> sources;
    try (var files = Files.walk(home)) {
      sources = files.map(file -> file.getFileName().toString()).toList();
    }
    List<String> classes =
        Pages.all().stream()
            .filter(page -> page.toString().contains("decisions"))
            .map(Pages::read)
            .flatMap(text -> text.lines().filter(line -> line.startsWith("Code: ")))
            .flatMap(line -> Pattern.compile("`([A-Z][A-Za-z]+)").matcher(line).results())
            .map((MatchResult match) -> match.group(1) + ".java")
            .toList();

    assertThat(classes)
        .hasSizeGreaterThan(20)
        .allSatisfy(name -> assertThat(sources).contains(name));
  }
}
