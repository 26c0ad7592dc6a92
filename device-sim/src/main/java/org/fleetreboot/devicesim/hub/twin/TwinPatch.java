package org.fleetreboot.devicesim.hub.twin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.fleetreboot.devicesim.hub.error.HubRefusal;

/**
 * A change requested by a service client. Clients may send a whole twin; only tags and desired
 * properties are used.
 */
public record TwinPatch(SectionChange tags, SectionChange desired) {
  /**
   * Reads a patch. {@code properties} set to null means the desired properties, because reported
   * ones belong to the device.
   *
   * @throws HubRefusal when a section is present, and neither null nor an object
   */
  public static TwinPatch of(ObjectNode body) {
    JsonNode properties = body.path("properties");
    return new TwinPatch(
        SectionChange.of("tags", body.path("tags")),
        SectionChange.of(
            "properties.desired", properties.isNull() ? properties : properties.path("desired")));
  }

  /** A patch of tags only. */
  public static TwinPatch ofTags(ObjectNode tags) {
    return new TwinPatch(new SectionChange.Written(tags), new SectionChange.Unchanged());
  }

  /** Whether it contains any change. */
  public boolean writes() {
    return !(tags instanceof SectionChange.Unchanged && desired instanceof SectionChange.Unchanged);
  }
}
