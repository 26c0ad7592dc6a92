package org.fleetreboot.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * Turns folded states, which are records, into JSON and back, with values written as in events.
 * What it wrote is only for a program of the same version: whoever stores it stores a version
 * beside it. Thread-safe.
 */
public final class RecordCodec {
  private final JsonMapper mapper =
      // Methods such as isOpen() are no components, and nobody reads them back.
      EventJson.mapper().rebuild().disable(MapperFeature.AUTO_DETECT_IS_GETTERS).build();

  /** The record as JSON. */
  public String encode(Record state) {
    try {
      return mapper.writeValueAsString(state);
    } catch (JsonProcessingException failed) {
      throw new IllegalArgumentException("Cannot write " + state, failed);
    }
  }

  /**
   * The record of that JSON.
   *
   * @throws IllegalArgumentException if it is not one
   */
  public <T extends Record> T decode(String json, Class<T> type) {
    try {
      return mapper.readValue(json, type);
    } catch (JsonProcessingException failed) {
      throw new IllegalArgumentException(
          "Not a stored %s: %s".formatted(type.getSimpleName(), failed.getOriginalMessage()),
          failed);
    }
  }
}
