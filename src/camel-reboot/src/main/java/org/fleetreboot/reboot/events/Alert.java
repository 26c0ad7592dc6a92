package org.fleetreboot.reboot.events;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.fleetreboot.engine.view.FleetEvent;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.journal.view.RunView;
import org.jspecify.annotations.Nullable;

/** What people and their tools are told of devices that are not back, or are back late. */
final class Alert {
  /** A device that is not back. */
  record Missing(
      String hub, String device, String outcome, @Nullable String reason, @Nullable Instant since) {
    static Missing of(FleetEvent event) {
      Object reason = event.content().get("reason");
      return new Missing(
          String.valueOf(event.hub()),
          String.valueOf(event.device()),
          String.valueOf(event.outcome()),
          reason == null ? null : reason.toString(),
          event.at());
    }

    static Missing of(DeviceView device) {
      return new Missing(
          device.hub(), device.device(), device.status().word(), device.detail(), device.at());
    }

    String line() {
      return "- %s: %s%s".formatted(device, outcome, reason == null ? "" : ", " + reason);
    }

    Map<String, Object> fields(String run) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("hub", hub);
      fields.put("device", device);
      fields.put("key", key(run, hub, device));
      fields.put("outcome", outcome);
      fields.put("reason", reason);
      fields.put("since", since == null ? null : since.toString());
      fields.values().removeIf(Objects::isNull);
      return fields;
    }
  }

  private Alert() {}

  static Map<String, Object> open(FleetEvent event, @Nullable RunView of, List<Missing> missing) {
    String run = String.valueOf(event.run());
    String who =
        missing.size() == 1
            ? missing.get(0).device() + " is not back"
            : missing.size() + " devices are not back";
    return body(
        event,
        of,
        "open",
        who,
        missing.stream().map(Missing::line).collect(Collectors.joining("\n")),
        missing.stream().map(device -> device.fields(run)).toList());
  }

  static Map<String, Object> closed(FleetEvent event, @Nullable RunView of) {
    String device = String.valueOf(event.device());
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("hub", String.valueOf(event.hub()));
    fields.put("device", device);
    fields.put("key", key(String.valueOf(event.run()), String.valueOf(event.hub()), device));
    fields.put("outcome", "confirmed-late");
    fields.put("since", event.at().toString());
    return body(
        event,
        of,
        "closed",
        device + " is back, late",
        "- " + device + ": its reboot was confirmed at " + event.at(),
        List.of(fields));
  }

  private static Map<String, Object> body(
      FleetEvent event,
      @Nullable RunView of,
      String status,
      String who,
      String lines,
      List<Map<String, Object>> devices) {
    String step = String.valueOf(event.step());
    String where = of == null ? step : of.named(step, String.valueOf(event.hub()));
    String subject = printable("%s (run %s, step %s)".formatted(who, event.run(), where), "");
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", event.id().toString());
    body.put("status", status);
    body.put("at", event.at().toString());
    body.put("chain", of == null ? null : of.chain());
    body.put("run", event.run());
    body.put("step", step);
    body.put("subject", subject);
    body.put("text", subject + "\n\n" + printable(lines, "&&[^\n]") + "\n");
    body.put("devices", devices);
    body.values().removeIf(Objects::isNull);
    return body;
  }

  /** Names the alert of a device in a run: only hexadecimal digits and hyphens. */
  private static String key(String run, String hub, String device) {
    return UUID.nameUUIDFromBytes((run + "/" + hub + "/" + device).getBytes(StandardCharsets.UTF_8))
        .toString();
  }

  /** A device may report anything, also what would end a header of a mail. */
  private static String printable(String text, String but) {
    return text.replaceAll("[\\p{Cntrl}" + but + "]", "?");
  }
}
