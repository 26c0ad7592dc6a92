package org.fleetreboot.iothub.sdk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.fleetreboot.iothub.client.FailureKind;

/**
 * JSON as Java collections: whole numbers are Long, others BigDecimal, so that a number is shown
 * and compared as the hub sent it.
 */
final class Json {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_LONG_FOR_INTS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  static byte[] write(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new UnsendableException(
          FailureKind.badRequest, "its body cannot be written as JSON", e);
    }
  }

  static <T> T read(byte[] json, TypeReference<T> type) throws IOException {
    return MAPPER.readValue(json, type);
  }
}
