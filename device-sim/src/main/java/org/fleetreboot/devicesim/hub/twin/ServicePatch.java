package org.fleetreboot.devicesim.hub.twin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.json.Json;

/**
 * What a service client wants to change. The SDKs send every field of a twin, most of them null;
 * only tags and desired properties count, and a null or absent one changes nothing.
 *
 * @param tags empty when nothing is to change
 * @param desired empty when nothing is to change
 * @param namesDesired whether the request named desired properties at all
 */
public record ServicePatch(ObjectNode tags, ObjectNode desired, boolean namesDesired) {

  /**
   * Reads a patch.
   *
   * @throws HubRefusal when one of the two is there and not an object
   */
  public static ServicePatch of(ObjectNode body) {
    JsonNode desired = body.path("properties").path("desired");
    return new ServicePatch(
        objectOrEmpty("tags", body.path("tags")),
        objectOrEmpty("properties.desired", desired),
        desired.isObject());
  }

  private static ObjectNode objectOrEmpty(String name, JsonNode node) {
    if (node instanceof ObjectNode object) {
      return object;
    }
    if (node.isMissingNode() || node.isNull()) {
      return Json.object();
    }
    throw HubRefusal.invalid(name + " must be a JSON object.");
  }
}
