package org.fleetreboot.devicesim.hub.twin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import org.fleetreboot.devicesim.hub.json.Json;

/**
 * One state of a device's twin. Immutable by convention: every write makes a new one.
 *
 * @param tags what only the service side sees
 * @param modelId what the client said it is when it connected; empty when it never did
 * @param version grows by one with each write to any part
 * @param revision grows with each write of the service side; its base64 is the etag
 */
public record Twin(
    ObjectNode tags,
    TwinSection desired,
    TwinSection reported,
    String modelId,
    long version,
    long revision) {

  /** The twin of a device that was just registered. */
  public static Twin newborn(Instant now) {
    TwinSection desired = TwinSection.empty(PropertyMetadata.of(now, 1));
    TwinSection reported = TwinSection.empty(PropertyMetadata.of(now));
    return new Twin(Json.object(), desired, reported, "", 2, 1);
  }

  /** The etag without quotes. */
  public String etag() {
    return Base64.getEncoder().encodeToString(ByteBuffer.allocate(8).putLong(revision).array());
  }

  /** After a change by the service side. */
  public Twin withService(ObjectNode newTags, TwinSection newDesired) {
    TwinLimits.checkTags(tags, newTags);
    return new Twin(newTags, newDesired, reported, modelId, version + 1, revision + 1);
  }

  /** After a report by the device. */
  public Twin withReported(TwinSection newReported) {
    return new Twin(tags, desired, newReported, modelId, version + 1, revision);
  }

  /** After the device has said which model it is; itself when that is known. */
  public Twin withModel(String newModelId) {
    return newModelId.equals(modelId)
        ? this
        : new Twin(tags, desired, reported, newModelId, version + 1, revision);
  }

  /** What the device gets when it asks: both halves, no tags, no metadata. */
  public ObjectNode toDeviceJson() {
    ObjectNode json = Json.object();
    json.set("desired", desired.toDeviceJson());
    json.set("reported", reported.toDeviceJson());
    return json;
  }
}
