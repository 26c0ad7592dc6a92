package org.fleetreboot.app.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A device's twin in one line.
 *
 * @param rebooted the reported marker; null if it never reported one
 * @param stamp when the hub received that report, by the hub's clock; null if there is none
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record TwinRow(
    String device,
    boolean connected,
    @Nullable Object rebooted,
    @Nullable String stamp,
    Map<String, Object> tags) {

  /**
   * Reads the row from a twin.
   *
   * @param twin in the form of the hub's REST API
   * @param marker the path of the reported property, outermost name first
   */
  public static TwinRow of(Map<String, Object> twin, List<String> marker) {
    Object reported = at(at(twin, "properties"), "reported");
    Object value = reported;
    Object metadata = at(reported, "$metadata");
    for (String name : marker) {
      value = at(value, name);
      metadata = at(metadata, name);
    }
    Object stamp = at(metadata, "$lastUpdated");
    Map<String, Object> tags = new TreeMap<>();
    if (at(twin, "tags") instanceof Map<?, ?> given) {
      given.forEach((name, tag) -> tags.put(String.valueOf(name), tag));
    }
    return new TwinRow(
        String.valueOf(at(twin, "deviceId")),
        "Connected".equals(at(twin, "connectionState")),
        value,
        value == null || stamp == null ? null : stamp.toString(),
        tags);
  }

  private static @Nullable Object at(@Nullable Object section, String name) {
    return section instanceof Map<?, ?> map ? map.get(name) : null;
  }
}
