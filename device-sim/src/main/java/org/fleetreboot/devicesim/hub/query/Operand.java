package org.fleetreboot.devicesim.hub.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** One side of a comparison. */
sealed interface Operand {
  /** The value for a twin; a missing node when the twin does not have it. */
  JsonNode in(JsonNode twin);

  /** A value written in the query. */
  record Literal(JsonNode value) implements Operand {
    @Override
    public JsonNode in(JsonNode twin) {
      return value;
    }
  }

  /** A place in the twin. */
  record Path(List<String> names) implements Operand {
    @Override
    public JsonNode in(JsonNode twin) {
      JsonNode node = twin;
      for (String name : names) {
        node = node.path(name);
      }
      return node;
    }

    /** The name it gets in a result: the last one. */
    String lastName() {
      return names.get(names.size() - 1);
    }
  }
}
