package org.fleetreboot.devicesim.hub.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A hub as it is kept, but for its certificate authority, which has files of its own.
 *
 * @param sections what each part of the hub keeps, by a name of its own
 */
record StoredHub(String name, Map<String, JsonNode> sections) {
  StoredHub {
    sections = Map.copyOf(sections);
  }

  /**
   * Reads a section; empty when there is none.
   *
   * @param file for the message
   * @throws IOException when the reader throws
   */
  <T> Optional<T> section(String section, Function<JsonNode, T> reader, Path file)
      throws IOException {
    JsonNode content = sections.get(section);
    try {
      return content == null ? Optional.empty() : Optional.of(reader.apply(content));
    } catch (RuntimeException e) {
      throw unreadable(file, e);
    }
  }

  static IOException unreadable(Path file, RuntimeException cause) {
    return new IOException(
        file
            + " cannot be read as a kept hub ("
            + cause.getMessage()
            + "); move it away to begin anew",
        cause);
  }

  @Override
  public String toString() {
    return "StoredHub[" + name + ", " + sections.keySet() + "]";
  }
}
