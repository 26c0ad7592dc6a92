package org.fleetreboot.devicesim.hub.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.OptionalLong;
import org.fleetreboot.devicesim.hub.error.HubError;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.fleetreboot.devicesim.hub.json.Json;
import org.fleetreboot.devicesim.hub.twin.TagMerge;
import org.fleetreboot.devicesim.hub.twin.Twin;
import org.fleetreboot.devicesim.hub.twin.TwinPatch;
import org.fleetreboot.devicesim.hub.twin.TwinSection;

/**
 * Reads and writes the twins of devices and modules. Thread-safe; a read sees every write before
 * it.
 */
public final class Twins {
  private final DeviceRegistry registry;
  private final InstantSource clock;
  private final DesiredPush desiredPush;
  private final TwinListener writes;

  /** Notifies a connected client of new desired properties. Must not block. */
  @FunctionalInterface
  public interface DesiredPush {
    /**
     * Sends a change of the desired properties.
     *
     * @param change the update as the service wrote it, a patch or the whole section, with {@code
     *     $version}; in a patch null marks a removed property
     */
    void push(ClientId id, ObjectNode change, long version);
  }

  /** Twins without a listener. */
  public Twins(DeviceRegistry registry, InstantSource clock, DesiredPush desiredPush) {
    this(registry, clock, desiredPush, TwinListener.NONE);
  }

  public Twins(
      DeviceRegistry registry, InstantSource clock, DesiredPush desiredPush, TwinListener writes) {
    this.registry = registry;
    this.clock = clock;
    this.desiredPush = desiredPush;
    this.writes = writes;
  }

  public RegisteredClient get(ClientId id) {
    return registry.require(id);
  }

  /** Merges tags and desired properties. */
  public RegisteredClient patch(ClientId id, TwinPatch patch, IfMatch condition) {
    RegisteredClient client = registry.require(id);
    client.updateTwin(
        twin -> {
          condition.check(twin.etag());
          TwinSection desired =
              patch
                  .desired()
                  .mergePatch(twin.desired().values())
                  .map(change -> twin.desired().merge(change, clock.instant()))
                  .orElse(twin.desired());
          ObjectNode tags =
              patch
                  .tags()
                  .mergePatch(twin.tags())
                  .map(change -> TagMerge.merged(twin.tags(), change))
                  .orElse(twin.tags());
          return twin.withService(tags, desired);
        },
        (before, after) ->
            pushChange(
                id,
                before,
                after,
                patch.desired().mergePatch(before.desired().values()).orElseGet(Json::object)));
    return client;
  }

  /** Replaces tags and desired properties; omitted members are removed. */
  public RegisteredClient replace(ClientId id, TwinPatch content, IfMatch condition) {
    RegisteredClient client = registry.require(id);
    client.updateTwin(
        twin -> {
          condition.check(twin.etag());
          return twin.withService(
              TagMerge.merged(Json.object(), content.tags().replacement()),
              twin.desired().replace(content.desired().replacement(), clock.instant()));
        },
        (before, after) -> pushChange(id, before, after, content.desired().replacement()));
    return client;
  }

  /**
   * Merges reported properties.
   *
   * @param expectedVersion when present and not the section's version, refused with 412
   * @return the new version of the reported section
   */
  public long report(ClientId id, ObjectNode patch, OptionalLong expectedVersion) {
    RegisteredClient client = registry.require(id);
    return client
        .updateTwin(
            twin -> {
              if (expectedVersion.isPresent()
                  && expectedVersion.getAsLong() != twin.reported().version()) {
                throw HubRefusal.dataPlane(
                    HubError.PRECONDITION_FAILED,
                    "The reported section has version " + twin.reported().version() + ".");
              }
              return twin.withReported(twin.reported().report(patch, clock.instant()));
            },
            (before, after) -> {
              client.active(clock.instant());
              writes.written(client, before);
              registry.changed();
            })
        .reported()
        .version();
  }

  /** Records the IoT Plug and Play model that a client announces. */
  public void announce(ClientId id, String modelId) {
    RegisteredClient client = registry.require(id);
    client.updateTwin(
        twin -> twin.withModel(modelId),
        (before, after) -> {
          if (!modelId.equals(before.modelId())) {
            writes.written(client, before);
            registry.changed();
          }
        });
  }

  private void pushChange(ClientId id, Twin before, Twin after, ObjectNode change) {
    registry.find(id).ifPresent(client -> writes.written(client, before));
    registry.changed();
    long version = after.desired().version();
    if (version != before.desired().version()) {
      ObjectNode message = change.deepCopy();
      message.remove("$metadata");
      message.put("$version", version);
      desiredPush.push(id, message, version);
    }
  }
}
