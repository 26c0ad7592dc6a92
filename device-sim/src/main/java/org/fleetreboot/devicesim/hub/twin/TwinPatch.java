package org.fleetreboot.devicesim.hub.twin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.fleetreboot.devicesim.hub.error.HubRefusal;

/**
 * What a service client wants to change. Of a whole twin, which clients may send back, only tags
 * and desired properties count.
 */
public record TwinPatch(SectionChange tags, SectionChange desired) {
  /**
   * Reads a patch. A null of {@code properties} is one of the desired properties: the others are
   * the device's own.
   *
   * @throws HubRefusal when one of the two is there, and neither null nor an object
   */
  public static TwinPatch of(ObjectNode body) {
    JsonNode properties = body.path("properties");
    return new TwinPatch(
        SectionChange.of("tags", body.path("tags")),
        SectionChange.of(
            "properties.desired", properties.isNull() ? properties : properties.path("desired")));
  }

  /** Merges tags, and leaves the desired properties as they are. */
  public static TwinPatch ofTags(ObjectNode tags) {
    return new TwinPatch(new SectionChange.Written(tags), new SectionChange.Unchanged());
  }

  /** Whether anything is to be written. */
  public boolean writes() {
    return !(tags instanceof SectionChange.Unchanged && desired instanceof SectionChange.Unchanged);
  }
}
