package org.fleetreboot.journal;

/**
 * Names the streams of one hub. All share one text for its partition, so that comparing and hashing
 * them, which happens for each event, costs little.
 *
 * @param partition of the hub
 */
public record HubStreams(String hub, String partition) {
  public static HubStreams of(String hub) {
    return new HubStreams(hub, StreamId.partitionOf(hub));
  }

  /** As {@link StreamId#fleet}. */
  public StreamId fleet() {
    return new StreamId(partition, StreamId.fleet(hub).name());
  }

  /** As {@link StreamId#group}. */
  public StreamId group(String run, String step) {
    return new StreamId(partition, StreamId.group(hub, run, step).name());
  }

  /** As {@link StreamId#device}. */
  public StreamId device(String id) {
    return new StreamId(partition, StreamId.deviceName(hub, id));
  }
}
