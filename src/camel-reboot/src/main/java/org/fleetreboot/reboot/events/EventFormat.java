package org.fleetreboot.reboot.events;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fleetreboot.engine.view.FleetEvent;
import org.jspecify.annotations.Nullable;

/** The format of an event in a message's body. */
enum EventFormat {
  /** A Map of the event's fields. */
  MAP {
    @Override
    Object body(FleetEvent event) {
      return fields(event);
    }
  },

  /**
   * A Map in the structured JSON form of CloudEvents 1.0: marshal it as JSON.
   *
   * <p>Source: "CloudEvents - Version 1.0.2" and its "JSON Event Format", {@code
   * https://github.com/cloudevents/spec}.
   */
  CLOUDEVENTS {
    @Override
    Object body(FleetEvent event) {
      Map<String, Object> data = fields(event);
      data.keySet().removeAll(List.of("id", "type", "at"));
      Map<String, Object> cloudEvent = new LinkedHashMap<>();
      cloudEvent.put("specversion", "1.0");
      cloudEvent.put("id", event.id().toString());
      cloudEvent.put("source", "/fleet-reboot/" + event.partition());
      cloudEvent.put("type", "org.fleetreboot." + event.type());
      cloudEvent.put("subject", subject(event));
      cloudEvent.put("time", event.at().toString());
      cloudEvent.put("datacontenttype", "application/json");
      cloudEvent.put("data", data);
      cloudEvent.values().removeIf(Objects::isNull);
      return cloudEvent;
    }

    @Override
    String contentType() {
      return "application/cloudevents+json";
    }
  },

  /** A line of {@code at,run,step,device,outcome,reason,type,id}, after RFC 4180. */
  CSV {
    @Override
    Object body(FleetEvent event) {
      Map<String, Object> content = event.content();
      Object outcome =
          Stream.of(event.outcome(), content.get("result"), content.get("outcome"))
              .filter(Objects::nonNull)
              .findFirst()
              .orElse(null);
      return Stream.of(
              event.at(),
              event.run(),
              event.step(),
              event.device(),
              outcome,
              content.get("reason"),
              event.type(),
              event.id())
          .map(CsvCell::of)
          .collect(Collectors.joining(",", "", CsvCell.LINE_END));
    }

    @Override
    String contentType() {
      return "text/csv";
    }
  };

  abstract Object body(FleetEvent event);

  /** The content type of the body; null if the marshaller sets it. */
  @Nullable String contentType() {
    return null;
  }

  /**
   * The format with that name.
   *
   * @throws IllegalArgumentException for an unknown name; the message lists the formats
   */
  static EventFormat ofWord(String word) {
    return Arrays.stream(values())
        .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "format is '" + word + "'; give map, cloudevents or csv."));
  }

  private static Map<String, Object> fields(FleetEvent event) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", event.id().toString());
    fields.put("type", event.type());
    fields.put("at", event.at().toString());
    fields.put("run", event.run());
    fields.put("step", event.step());
    fields.put("device", event.device());
    fields.put("outcome", event.outcome());
    fields.values().removeIf(Objects::isNull);
    event.content().forEach(fields::putIfAbsent);
    return fields;
  }

  private static @Nullable String subject(FleetEvent event) {
    if (event.device() != null) {
      return event.device();
    }
    return event.step() == null ? event.run() : event.run() + "/" + event.step();
  }
}
