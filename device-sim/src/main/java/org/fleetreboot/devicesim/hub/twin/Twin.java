package org.fleetreboot.devicesim.hub.twin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import org.fleetreboot.devicesim.hub.json.Json;

/**
 * One state of a device's twin. Immutable by convention: every write makes a new one.
 *
 * @param tags visible to services only
 * @param modelId the model that the client announced; empty if none
 * @param version incremented by each write to any part
 * @param revision incremented by each write of a service; the etag is its base64
 */
public record Twin(
    ObjectNode tags,
    TwinSection desired,
    TwinSection reported,
    String modelId,
    long version,
    long revision) {

  /** The twin of a device that was just registered. */
  public static Twin initial(Instant now) {
    TwinSection desired = TwinSection.empty(PropertyMetadata.of(now, 1));
    TwinSection reported = TwinSection.empty(PropertyMetadata.of(now));
    return new Twin(Json.object(), desired, reported, "", 2, 1);
  }

  /** The etag without quotes. */
  public String etag() {
    return Base64.getEncoder().encodeToString(ByteBuffer.allocate(8).putLong(revision).array());
  }

  /** The twin after a change by a service. */
  public Twin withService(ObjectNode newTags, TwinSection newDesired) {
    TwinLimits.checkTags(tags, newTags);
    return new Twin(newTags, newDesired, reported, modelId, version + 1, revision + 1);
  }

  /** The twin after a report by the device. */
  public Twin withReported(TwinSection newReported) {
    return new Twin(tags, desired, newReported, modelId, version + 1, revision);
  }

  /** The twin after the device announced its model; this instance if it is unchanged. */
  public Twin withModel(String newModelId) {
    return newModelId.equals(modelId)
        ? this
        : new Twin(tags, desired, reported, newModelId, version + 1, revision);
  }

  /** What a device receives: both sections, without tags and metadata. */
  public ObjectNode toDeviceJson() {
    ObjectNode json = Json.object();
    json.set("desired", desired.toDeviceJson());
    json.set("reported", reported.toDeviceJson());
    return json;
  }
}
