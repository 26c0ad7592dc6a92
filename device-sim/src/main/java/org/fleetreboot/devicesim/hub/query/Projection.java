package org.fleetreboot.devicesim.hub.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.fleetreboot.devicesim.hub.json.Json;

/** What stands behind SELECT. */
sealed interface Projection {
  /** {@code *}: whole twins. */
  record Everything() implements Projection {}

  /** {@code COUNT() AS name}: one row. */
  record Count(String name) implements Projection {}

  /** Some fields of each twin; a field that a twin does not have is left out of its row. */
  record Fields(List<Field> fields) implements Projection {
    ObjectNode row(JsonNode twin) {
      ObjectNode row = Json.object();
      for (Field field : fields) {
        JsonNode value = field.path().in(twin);
        if (!value.isMissingNode()) {
          row.set(field.name(), value);
        }
      }
      return row;
    }
  }

  /** One field and its name in the row. */
  record Field(Operand.Path path, String name) {}
}
