package org.fleetreboot.app.options;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.fleetreboot.devicesim.device.DeviceSpec;
import org.fleetreboot.devicesim.hub.LocalHub;
import org.junit.jupiter.api.Test;

/** Any text of a YAML route is the same text at the hub, at the device, and on its way back. */
class AnyTextTest extends OptionTest {
  private static final int TEXTS = 6;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Random random = new Random(20261129);

  AnyTextTest(LocalHub hub) {
    super(hub);
  }

  @Test
  void aPayloadArrivesAtTheDeviceAndItsAnswerComesBack() throws IOException {
    assertPayloads(
        payload ->
            "- to: { id: g, uri: \"reboot:group/pumps\", parameters: { payload: %s } }"
                .formatted(yaml(payload)));
  }

  @Test
  void aPayloadInTheAddressArrives() throws IOException {
    // There it ends where a bracket and an ampersand follow each other.
    assertPayloads(
        payload ->
            "- to: { id: g, uri: %s }"
                .formatted(yaml("reboot:group/pumps?payload=RAW(" + payload + ")&maxInFlight=3")));
  }

  @Test
  void aPayloadFromAPlaceholderArrives() throws IOException {
    AtomicInteger names = new AtomicInteger();
    assertPayloads(
        payload -> {
          String name = "payload." + names.incrementAndGet();
          routes.context().getPropertiesComponent().addInitialProperty(name, payload);
          return "- to: { id: g, uri: \"reboot:group/pumps\", parameters: { payload: \"{{%s}}\" } }"
              .formatted(name);
        });
  }

  @Test
  void aPayloadFromATemplateArrives() throws IOException {
    SpokenDevice device = speakFor("pump-1").echoing();
    for (int n = 0; n < TEXTS; n++) {
      String payload = payload();
      routes.add(
          """
          - routeTemplate:
              id: template-%1$d
              parameters: [ { name: text } ]
              from:
                uri: reboot-run:templated-%1$d
                steps:
                  - to: { id: g, uri: "reboot:group/pumps", parameters: { payload: "{{text}}" } }
          - templatedRoute:
              routeTemplateRef: template-%1$d
              routeId: templated-%1$d
              parameters: [ { name: text, value: %2$s } ]
          """
              .formatted(n, yaml(payload)));
      assertBack(
          device,
          n,
          payload,
          routes.trigger("reboot-run:templated-%d?runId=t-%1$d".formatted(n), "pump-1"));
    }
  }

  @Test
  void aQueryFindsDevicesTaggedWithTheText() {
    Map<String, String> notes = new HashMap<>();
    List<DeviceSpec> specs = new ArrayList<>();
    for (int n = 0; n < TEXTS; n++) {
      // Neither ends the text in a query, nor escapes anything there.
      String note = n + text().replace("'", "").replace("\\", "");
      notes.put("pump-" + n, note);
      specs.add(device("pump-" + n).tagged(Map.of("note", note)));
    }
    connect(specs.toArray(DeviceSpec[]::new));

    notes.forEach(
        (id, note) -> {
          long before = hub.calls().getOrDefault(id, 0L);
          routes
              .group("query: %s".formatted(yaml("tags.note = '" + note + "'")), "")
              .ends("completed")
              .devices(id + " confirmed");
          assertThat(hub.calls()).containsEntry(id, before + 1);
        });
    assertThat(calls()).isEqualTo(TEXTS);
  }

  private void assertPayloads(UnaryOperator<String> step) throws IOException {
    SpokenDevice device = speakFor("pump-1").echoing();
    for (int n = 0; n < TEXTS; n++) {
      String payload = payload();
      assertBack(device, n, payload, routes.chain(step.apply(payload), "pump-1"));
    }
  }

  private static void assertBack(SpokenDevice device, int n, String payload, TestedRun run)
      throws IOException {
    run.ends("completed");
    assertThat(JSON.readTree(device.payloads().get(n))).isEqualTo(JSON.readTree(payload));
    assertThat(JSON.readTree(run.response("pump-1"))).isEqualTo(JSON.readTree(payload));
  }

  private String payload() throws JsonProcessingException {
    return JSON.writeValueAsString(Map.of("text", text().replace(")&", ")")));
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(60); left > 0; left--) {
      text.appendCodePoint(
          switch (random.nextInt(10)) {
            case 0 -> "\n\r\t".charAt(random.nextInt(3));
            case 1 -> "äß€東".codePointAt(random.nextInt(4));
            case 2 -> 0x1F600 + random.nextInt(40);
            case 3, 4, 5 -> "%+&#()=?41B {}".charAt(random.nextInt(14));
            default -> ' ' + random.nextInt('~' - ' ' + 1);
          });
    }
    // Those are Camel's placeholders, wherever they stand.
    return text.toString().replace("{{", "{").replace("}}", "}");
  }

  /** As YAML in double quotes. */
  private static String yaml(String text) {
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
