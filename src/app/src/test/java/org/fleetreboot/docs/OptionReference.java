package org.fleetreboot.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fleetreboot.app.settings.Setting;

/** The page with every option, made from the catalog of the components and the settings. */
final class OptionReference {
  private static final Map<String, String> CATALOGS = new LinkedHashMap<>();

  static {
    CATALOGS.put("reboot", "reboot/step");
    CATALOGS.put("reboot-run", "reboot/run");
    CATALOGS.put("reboot-device", "reboot/device");
    CATALOGS.put("reboot-events", "reboot/events");
    CATALOGS.put("iothub", "iothub");
  }

  private final StringBuilder page = new StringBuilder();

  private OptionReference() {}

  static String made() throws IOException {
    OptionReference reference = new OptionReference();
    reference.begin();
    for (Map.Entry<String, String> catalog : CATALOGS.entrySet()) {
      reference.component(
          read(
              "META-INF/org/fleetreboot/%s/%s.json"
                  .formatted(catalog.getValue(), catalog.getKey())));
    }
    reference.settings();
    return reference.page.toString();
  }

  private static JsonNode read(String resource) throws IOException {
    try (InputStream catalog =
        OptionReference.class.getClassLoader().getResourceAsStream(resource)) {
      return new ObjectMapper().readTree(catalog);
    }
  }

  private void begin() {
    page.append(
        """
        # Every option

        This page is made from the catalog that comes with the components, which editors and `./fleet-reboot lint` read as well. The guides say when to use what.

        """);
    CATALOGS
        .keySet()
        .forEach(
            scheme ->
                page.append("- [`").append(scheme).append(":`](#").append(scheme).append(")\n"));
    page.append("- [Settings of the program](#settings-of-the-program)\n");
  }

  private void component(JsonNode catalog) {
    JsonNode component = catalog.path("component");
    page.append("\n## ").append(component.path("scheme").asText()).append("\n\n");
    page.append(component.path("description").asText())
        .append(" Syntax: `")
        .append(component.path("syntax").asText())
        .append("`\n");
    Map<String, List<Map.Entry<String, JsonNode>>> groups = new LinkedHashMap<>();
    catalog
        .path("properties")
        .properties()
        .forEach(
            option ->
                groups
                    .computeIfAbsent(
                        option.getValue().path("group").asText(), group -> new ArrayList<>())
                    .add(option));
    groups.forEach(this::options);
    headers(catalog.path("headers"));
  }

  private void options(String group, List<Map.Entry<String, JsonNode>> options) {
    page.append("\n### ").append(capitalized(group)).append("\n\n");
    page.append("| Option | Type | Default | Meaning |\n|--|--|--|--|\n");
    options.stream()
        .sorted(Comparator.comparingInt(option -> option.getValue().path("index").asInt()))
        .forEach(
            option ->
                row(
                    "`" + option.getKey() + "`" + kind(option.getValue()),
                    type(option.getValue()),
                    option.getValue().has("defaultValue")
                        ? "`" + option.getValue().path("defaultValue").asText() + "`"
                        : "",
                    option.getValue().path("description").asText()));
  }

  private static String kind(JsonNode option) {
    return option.path("kind").asText().equals("path")
        ? " in the path"
        : option.path("required").asBoolean() ? " required" : "";
  }

  private static String type(JsonNode option) {
    if (option.has("enum")) {
      List<String> words = new ArrayList<>();
      option.path("enum").forEach(word -> words.add("`" + word.asText() + "`"));
      return String.join(", ", words);
    }
    return option.path("type").asText();
  }

  private void headers(JsonNode headers) {
    if (headers.isEmpty()) {
      return;
    }
    page.append("\n### Headers\n\n| Header | Type | Meaning |\n|--|--|--|\n");
    headers
        .properties()
        .forEach(
            header ->
                row(
                    "`" + header.getKey() + "`",
                    header.getValue().path("javaType").asText().replaceFirst("^.*\\.", ""),
                    header.getValue().path("description").asText()));
  }

  private void settings() {
    page.append(
        """

        ## Settings of the program

        They stand in `application.properties`, which explains each; `--property NAME=VALUE` sets one for a command. Whatever begins with `camel.` goes to Camel.

        | Setting | Default |
        |--|--|
        """);
    for (Setting<?> setting : Setting.ALL) {
      row(
          "`" + setting.key() + "`",
          setting.defaultValue().isEmpty() ? "" : "`" + setting.defaultValue() + "`");
    }
    page.append(
        """

        Each of several hubs has these, with its name in place of NAME:

        | Setting | Default |
        |--|--|
        """);
    for (Setting<?> setting : Setting.OF_HUB) {
      String common = setting.key().replace("hubs.NAME.", "");
      boolean isThere = Setting.ALL.stream().anyMatch(known -> known.key().equals(common));
      row("`" + setting.key() + "`", isThere ? "that of `" + common + "`" : "");
    }
  }

  private void row(String... cells) {
    page.append('|');
    for (String cell : cells) {
      page.append(' ').append(cell.replace("|", "\\|").replace("\n", " ")).append(" |");
    }
    page.append('\n');
  }

  private static String capitalized(String group) {
    return group.substring(0, 1).toUpperCase(Locale.ROOT) + group.substring(1);
  }
}
