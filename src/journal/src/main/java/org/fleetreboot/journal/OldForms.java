package org.fleetreboot.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What older programs stored, and how it is read today. */
final class OldForms {
  static final List<Upcaster> UPCASTERS =
      List.of(
          new Upcaster("rollout.started.v1", "rollout.started.v2", OldForms::withGroupedOptions));

  private OldForms() {}

  /** The options of a group stood side by side; now those of one concern stand together. */
  private static ObjectNode withGroupedOptions(ObjectNode event) {
    if (event.get("options") instanceof ObjectNode options) {
      group(options, "pace", "maxInFlight");
      group(options, "looks", "firstLook", "lookEvery");
      group(options, "stop", "maxFailed", "maxOffline", "minSample");
      options.putObject("precautions").put("offline", "fail").put("waitWithin", "P1D");
      if (options.has("window")) {
        JsonNode window = options.remove("window");
        options.putObject("window").put("end", "skip").set("window", window);
      }
    }
    return event;
  }

  private static void group(ObjectNode options, String concern, String... names) {
    ObjectNode grouped = options.putObject(concern);
    for (String name : names) {
      grouped.set(name, options.remove(name));
    }
  }
}
