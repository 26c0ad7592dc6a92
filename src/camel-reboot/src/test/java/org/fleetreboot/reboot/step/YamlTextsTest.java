package org.fleetreboot.reboot.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.camel.Endpoint;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.fleetreboot.iothub.IotHubEndpoint;
import org.fleetreboot.reboot.run.RebootRunEndpoint;
import org.fleetreboot.reboot.testkit.FakeEngine;
import org.fleetreboot.reboot.testkit.RouteRunner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a YAML route says of an option is what its endpoint uses. */
class YamlTextsTest {
  private static final String ROUTE =
      """
      - route:
          from:
            uri: reboot-run:nightly
            steps:
              - to:
                  id: all
                  uri: reboot:group/all
                  parameters:
                    query: %1$s
                    excludeQuery: %1$s
              - to:
                  uri: reboot-run:other
                  parameters: { by: %1$s }
              - to:
                  uri: iothub:queryTwins
                  parameters: { query: %1$s }
      """;

  private final List<String> addresses = new ArrayList<>();
  private final RouteRunner routes = new RouteRunner(new FakeEngine());

  @AfterEach
  void stop() {
    routes.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "deviceId = 'unit%41'",
        "{\"m\":\"a + b\",\"t\":\"%41%2B\"}",
        "unit%41",
        "tags.site = 'R&D'",
        "tags.ring = 'x' OR NOT\nSTARTSWITH(deviceId, 'zz')\n",
        "  two\n  lines\r\nand a tab\t",
        "RAW(a)&b=%25",
        "RAW{a}",
        "RAW(a",
        "#bean:a",
        "#a",
        "%",
        "5%",
        "100%25",
        "?a=b",
        "a}}b",
        "{a",
        "$simple{body}",
        "Zürich, 東京 😀",
      })
  void aTextIsUsedAsItIsWritten(String text) throws Exception {
    assertThat(used(ROUTE.formatted(quoted(text)))).containsOnly(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n"})
  void soIsABlankOne(String text) throws Exception {
    assertThat(
            used(
                """
                - route:
                    from:
                      uri: reboot-run:nightly
                      steps:
                        - to:
                            uri: reboot-run:other
                            parameters: { by: %1$s }
                        - to:
                            uri: iothub:queryTwins
                            parameters: { query: %1$s }
                """
                    .formatted(quoted(text))))
        .containsOnly(text);
  }

  @Test
  void anyTextIsUsedAsItIsWritten() throws Exception {
    Random random = new Random(20260301);
    for (int i = 0; i < 300; i++) {
      String text = text(random);
      // Of a query, what stands in quotes is any text.
      String query = "tags.note = '" + text.replace("'", "") + "'";
      String route =
          ROUTE.formatted(quoted(query)).replace("by: " + quoted(query), "by: " + quoted(text));
      assertThat(used(route)).as("text %d", i).containsExactly(query, query, text, query);
    }
  }

  @Test
  void theLinesOfABlockStayLines() throws Exception {
    assertThat(
            used(
                """
                - route:
                    from:
                      uri: reboot-run:nightly
                      steps:
                        - to:
                            id: all
                            uri: reboot:group/all
                            parameters:
                              query: |
                                tags.ring = 'x' OR NOT
                                STARTSWITH(deviceId, 'zz')
                """))
        .contains("tags.ring = 'x' OR NOT\nSTARTSWITH(deviceId, 'zz')\n");
  }

  @Test
  void anOptionInAUriIsUsedAsItIsWritten() throws Exception {
    String route =
        """
        - route:
            from:
              uri: reboot-run:nightly
              steps:
                - to: "reboot:group/all?query=a + '%41'&excludeQuery=RAW(a&b%41)"
                - to: { uri: "reboot-run:other?by=%41" }
        """;
    assertThat(used(route)).containsExactly("a + '%41'", "a&b%41", "%41");
  }

  @ParameterizedTest
  @ValueSource(strings = {"unit%41", "a + b&c=d", "x\ny", "RAW(x)", "a{b", "#a"})
  void whatAPlaceholderStandsForIsUsedAsItIs(String value) throws Exception {
    routes.property("value", value);
    assertThat(used(ROUTE.formatted("\"{{value}}\""))).containsOnly(value);
    assertThat(used(ROUTE.formatted("\"id = '{{value}}' %42\"")))
        .containsOnly("id = '" + value + "' %42");
    assertThat(used(ROUTE.formatted("\"{{none:%43}}\""))).containsOnly("%43");
  }

  /**
   * Camel searches each address for secrets, in a time that grows with the square of its length.
   */
  @ParameterizedTest
  @ValueSource(strings = {"", "{{value}}"})
  void aLongTextMakesNoLongAddress(String placeholder) throws Exception {
    routes.property("value", "42");
    String text = "?&key".repeat(30_000);

    assertThat(used(ROUTE.formatted(quoted(text + placeholder))))
        .containsOnly(text + placeholder.replace("{{value}}", "42"));

    assertThat(addresses).hasSize(3).allSatisfy(uri -> assertThat(uri).hasSizeLessThan(300));
  }

  @Test
  void theTextsOfATemplateAreUsedAsTheyAreWritten() {
    routes.start(
        """
        - routeTemplate:
            id: ring
            parameters:
              - name: text
            from:
              uri: reboot-run:one
              steps:
                - to:
                    id: all
                    uri: reboot:group/all
                    parameters:
                      query: "deviceId = '{{text}}%42'"
                      targetsVia: direct:hub
        - templatedRoute:
            routeTemplateRef: ring
            routeId: one
            parameters:
              - name: text
                value: "a+b"
        """);

    assertThat(routes.context().getEndpoints())
        .filteredOn(RebootEndpoint.class::isInstance)
        .extracting(endpoint -> ((RebootEndpoint) endpoint).getTargets().getQuery())
        .containsExactly("deviceId = 'a+b%42'");
  }

  /** The texts that the endpoints of the route have. */
  private List<String> used(String yaml) throws Exception {
    List<String> texts = new ArrayList<>();
    for (RoutesBuilder builder :
        PluginHelper.getRoutesLoader(routes.context())
            .findRoutesBuilders(ResourceHelper.fromString("routes.yaml", yaml))) {
      RouteBuilder routeBuilder = (RouteBuilder) builder;
      routeBuilder.prepareModel(routes.context());
      routeBuilder.getRouteCollection().getRoutes().stream()
          .flatMap(route -> route.getOutputs().stream())
          .forEach(to -> texts.addAll(texts(((ToDefinition) to).getEndpointUri())));
    }
    return texts;
  }

  private List<String> texts(String uri) {
    addresses.add(uri);
    Endpoint endpoint = routes.context().getEndpoint(uri);
    if (endpoint instanceof RebootEndpoint step) {
      TargetParameters options = step.getTargets();
      return options.getExcludeQuery() == null
          ? List.of(options.getQuery())
          : List.of(options.getQuery(), options.getExcludeQuery());
    }
    return endpoint instanceof RebootRunEndpoint run
        ? List.of(run.getBy())
        : List.of(((IotHubEndpoint) endpoint).getConfiguration().getQuery());
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(40); left > 0; left--) {
      text.appendCodePoint(
          switch (random.nextInt(10)) {
            case 0 -> "\n\r\t".charAt(random.nextInt(3));
            case 1 -> "äß€東".codePointAt(random.nextInt(4));
            case 2 -> 0x1F600 + random.nextInt(40);
            case 3, 4, 5 -> "%+&#()=?41B ".charAt(random.nextInt(12));
            default -> ' ' + random.nextInt('~' - ' ' + 1);
          });
    }
    // Those are Camel's placeholders, wherever they stand.
    return text.toString().replace("{{", "{");
  }

  /** As YAML. */
  private static String quoted(String text) {
    StringBuilder yaml = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            each -> {
              boolean plain = each >= ' ' && each <= '~' && each != '"' && each != '\\';
              yaml.append(plain ? Character.toString(each) : "\\U%08X".formatted(each));
            });
    return yaml.append('"').toString();
  }
}
