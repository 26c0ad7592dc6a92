package org.fleetreboot.app.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fleetreboot.app.terminal.EscapedText;
import org.fleetreboot.engine.view.FleetEvent;

/** One event, for people and for scripts. */
public final class EventLine {
  /** Fields that are shown elsewhere in the line. */
  private static final Set<String> SAID = Set.of("at", "run", "step", "device", "outcome", "chain");

  private EventLine() {}

  /** As subscribers get it, with its position in the journal. */
  public static Map<String, Object> json(FleetEvent event) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("id", event.id().toString());
    object.put("partition", event.partition());
    object.put("position", event.position());
    object.put("type", event.type());
    object.put("at", event.at().toString());
    if (event.run() != null) {
      object.put("run", event.run());
    }
    if (event.step() != null) {
      object.put("step", event.step());
    }
    if (event.device() != null) {
      object.put("device", event.device());
    }
    if (event.outcome() != null) {
      object.put("outcome", event.outcome());
    }
    event.content().forEach(object::putIfAbsent);
    return object;
  }

  /** Time, type, subject, and the event's own fields. */
  public static String text(FleetEvent event) {
    List<String> words = new ArrayList<>();
    words.add(TimeText.time(event.at()));
    words.add(event.type());
    List<String> about = new ArrayList<>();
    if (event.run() != null) {
      about.add(event.run());
    }
    if (event.step() != null) {
      about.add(event.step());
    }
    if (event.device() != null) {
      about.add(event.device());
    }
    words.add(String.join("/", about));
    event
        .content()
        .forEach(
            (name, value) -> {
              if (!SAID.contains(name)) {
                words.add(name + "=" + said(name, value));
              }
            });
    return EscapedText.line(String.join("  ", words));
  }

  private static String said(String name, Object value) {
    if (name.equals("by") && value instanceof Map<?, ?> requester) {
      return RequesterJson.text(requester);
    }
    return value instanceof String text ? text : Json.line(value);
  }
}
