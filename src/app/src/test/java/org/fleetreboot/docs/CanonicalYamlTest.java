package org.fleetreboot.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every route that a user sees is canonical YAML, by Camel's own schema: the form that its tools
 * write, and of which its newest line warns when it is another.
 */
class CanonicalYamlTest {
  private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();

  /** Of the first version of Camel that has one. */
  private static final Path SCHEMA =
      Path.of("target/camel-schema/schema/camelYamlDsl-canonical.json");

  private static final Pattern MARKDOWN = Pattern.compile("(?ms)^```ya?ml\\n(.*?)^```$");
  private static final Pattern ASCIIDOC =
      Pattern.compile("(?ms)^\\[source,yaml\\]\\n----\\n(.*?)\\n----$");

  private static final YAMLMapper YAML = new YAMLMapper();
  private static final JsonNode RULES = rules();
  private static final JsonSchema CANONICAL =
      JsonSchemaFactory.getInstance(VersionFlag.V4).getSchema(RULES);

  static Stream<Arguments> written() throws IOException {
    List<Arguments> written = new ArrayList<>();
    for (String folder : List.of("routes", "src/example/src/main/resources/routes")) {
      for (Path file : files(HOME.resolve(folder), ".yaml")) {
        written.add(Arguments.of(name(file), Files.readString(file)));
      }
    }
    for (Path page : Pages.all()) {
      addBlocks(page, MARKDOWN, written);
    }
    for (String component : List.of("camel-iothub", "camel-reboot")) {
      for (Path page : files(HOME.resolve("src/" + component + "/src/main/docs"), ".adoc")) {
        addBlocks(page, ASCIIDOC, written);
      }
    }
    return written.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("written")
  void everyRouteIsCanonical(String where, String yaml) throws IOException {
    assertThat(mistakes(yaml)).as(where).isEmpty();
  }

  @Test
  void manyRoutesAreFound() throws IOException {
    assertThat(written()).hasSizeGreaterThan(30);
  }

  @Test
  void anExpressionWithoutItsNameIsNotCanonical() throws IOException {
    assertThat(mistakes("- setBody: { constant: pump-1 }")).isNotEmpty();
    assertThat(mistakes("- setBody: { expression: { constant: pump-1 } }")).isNotEmpty();
    assertThat(mistakes("- setBody: { expression: { constant: { expression: pump-1 } } }"))
        .isEmpty();
  }

  private static List<String> mistakes(String yaml) throws IOException {
    JsonNode parsed = YAML.readTree(yaml);
    return CANONICAL.validate(isWhole(parsed) ? parsed : inARoute(parsed)).stream()
        .map(mistake -> mistake.getInstanceLocation() + ": " + mistake.getMessage())
        .toList();
  }

  /** A page may also show steps alone. */
  private static boolean isWhole(JsonNode parsed) {
    JsonNode names = RULES.path("items").path("properties");
    for (JsonNode part : parsed) {
      if (!names.has(part.fieldNames().next())) {
        return false;
      }
    }
    return true;
  }

  private static ArrayNode inARoute(JsonNode steps) {
    ArrayNode whole = YAML.createArrayNode();
    ObjectNode from = whole.addObject().putObject("route").putObject("from");
    from.put("uri", "direct:page").set("steps", steps);
    return whole;
  }

  private static JsonNode rules() {
    try {
      JsonNode rules = new ObjectMapper().readTree(SCHEMA.toFile());
      // It asks of unmarshal for every data format at once, which none can have.
      ((ObjectNode)
              rules
                  .path("items")
                  .path("definitions")
                  .path("org.apache.camel.model.UnmarshalDefinition"))
          .remove("required");
      return rules;
    } catch (IOException e) {
      throw new AssertionError(SCHEMA + " cannot be read; the build puts it there.", e);
    }
  }

  private static void addBlocks(Path page, Pattern block, List<Arguments> written) {
    block
        .matcher(Pages.read(page))
        .results()
        .forEach(
            found ->
                written.add(Arguments.of(name(page) + " at " + found.start(), found.group(1))));
  }

  private static String name(Path file) {
    return HOME.relativize(file).toString();
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }
}
