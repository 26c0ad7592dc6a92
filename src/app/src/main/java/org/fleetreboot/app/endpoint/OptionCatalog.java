package org.fleetreboot.app.endpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The names of a component's options, from its catalog on the class path. */
public final class OptionCatalog {
  private OptionCatalog() {}

  /** The options of the endpoints with that scheme; empty if it has no catalog. */
  public static Set<String> of(String scheme) {
    Set<String> names = new TreeSet<>();
    try (InputStream component =
        resource("META-INF/services/org/apache/camel/component/" + scheme)) {
      if (component == null) {
        return names;
      }
      Properties properties = new Properties();
      properties.load(component);
      String type = properties.getProperty("class", "");
      String folder = type.substring(0, Math.max(0, type.lastIndexOf('.'))).replace('.', '/');
      try (InputStream catalog = resource("META-INF/" + folder + "/" + scheme + ".json")) {
        if (catalog != null) {
          new ObjectMapper()
              .readTree(catalog)
              .path("properties")
              .fieldNames()
              .forEachRemaining(names::add);
        }
      }
    } catch (IOException e) {
      // Without them, only suggestions are missing.
      return Set.of();
    }
    return names;
  }

  private static @Nullable InputStream resource(String name) {
    return OptionCatalog.class.getClassLoader().getResourceAsStream(name);
  }
}
