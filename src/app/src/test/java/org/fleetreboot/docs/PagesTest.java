package org.fleetreboot.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PagesTest {
  private static final Path HOME = Path.of("../..");

  private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)[^)]*\\)");

  private static final Pattern CLASS = Pattern.compile("`([A-Z][A-Za-z]+)");

  private static final Pattern MEMBER = Pattern.compile("`([A-Z][A-Za-z]+)\\.([A-Za-z]+)\\b");

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
  void everyClassThatADecisionNamesExists() throws IOException {
    List<String> classes =
        decisions()
            .flatMap(text -> text.lines().filter(line -> line.startsWith("Code: ")))
            .flatMap(line -> CLASS.matcher(line).results())
            .map(match -> match.group(1))
            .toList();

    JavaSources sources = JavaSources.below(HOME);
    assertThat(classes).hasSizeGreaterThan(20).allMatch(sources::hasClass);
  }

  @Test
  void everyMemberThatAPageNamesExists() throws IOException {
    JavaSources sources = JavaSources.below(HOME);
    List<MatchResult> members =
        Pages.all().stream()
            .map(Pages::read)
            .flatMap(text -> MEMBER.matcher(text).results())
            .filter(name -> sources.hasClass(name.group(1)))
            .toList();

    assertThat(members)
        .hasSizeGreaterThan(10)
        .allSatisfy(
            name ->
                assertThat(sources.hasMember(name.group(1), name.group(2)))
                    .as(name.group())
                    .isTrue());
  }

  private static Stream<String> decisions() throws IOException {
    return Pages.all().stream()
        .filter(page -> page.toString().contains("decisions"))
        .map(Pages::read);
  }
}
