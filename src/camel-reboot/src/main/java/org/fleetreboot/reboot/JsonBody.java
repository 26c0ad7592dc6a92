package org.fleetreboot.reboot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.LinkedHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.TypeConversionException;
import org.apache.camel.support.SimpleTypeConverter;
import org.jspecify.annotations.Nullable;

/**
 * A body that a component produces: a map for routes, and JSON for endpoints that write bytes, such
 * as {@code http:} and {@code file:}, which cannot send a map.
 */
public final class JsonBody extends LinkedHashMap<String, Object> {
  private static final long serialVersionUID = 1L;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Registers the conversion of such bodies with Camel. */
  public static void teach(CamelContext context) {
    context
        .getTypeConverterRegistry()
        .addTypeConverter(
            InputStream.class,
            JsonBody.class,
            new SimpleTypeConverter(false, (type, exchange, value) -> stream(value)));
  }

  /** Null for any other map, because Camel offers those to this converter too. */
  private static @Nullable InputStream stream(Object body) {
    try {
      return !(body instanceof JsonBody)
          ? null
          : new ByteArrayInputStream(JSON.writeValueAsBytes(body));
    } catch (JsonProcessingException e) {
      throw new TypeConversionException(body, InputStream.class, e);
    }
  }
}
