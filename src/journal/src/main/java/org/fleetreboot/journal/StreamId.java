package org.fleetreboot.journal;

/**
 * Names one stream: the history of one run, group or device. Two streams can be appended to in one
 * atomic step only if they belong to the same partition.
 *
 * @param partition {@code runs}, or {@code hub/<hub>} for all that belongs to one IoT hub
 * @param name unique within its partition, such as {@code device/<hub>/<device id>}
 */
public record StreamId(String partition, String name) {
  /** The partition of all runs. */
  public static final String RUNS = "runs";

  public StreamId {
    requireText("partition", partition);
    requireText("stream name", name);
  }

  /** The history of one run. */
  public static StreamId run(String run) {
    return new StreamId(RUNS, "run/" + segment("run id", run));
  }

  /** The history of one step of a run on one hub. */
  public static StreamId group(String hub, String run, String step) {
    String name = segment("run id", run) + "/" + segment("step", step) + "/" + hub;
    return new StreamId(partitionOf(hub), "group/" + name);
  }

  /** The whole history of one device of one hub. */
  public static StreamId device(String hub, String deviceId) {
    return new StreamId(partitionOf(hub), deviceName(hub, deviceId));
  }

  static String deviceName(String hub, String deviceId) {
    return "device/" + hub + "/" + requireText("device id", deviceId);
  }

  /** The history that all runs of one hub share. */
  public static StreamId fleet(String hub) {
    return new StreamId(partitionOf(hub), "fleet/" + hub);
  }

  /** The partition of one hub: its devices, its groups and its stop. */
  public static String partitionOf(String hub) {
    return "hub/" + segment("hub", hub);
  }

  /** The hub of a partition that {@link #partitionOf} names. */
  public static String hubOf(String partition) {
    return partition.substring(partition.indexOf('/') + 1);
  }

  private static String segment(String what, String text) {
    if (requireText(what, text).indexOf('/') >= 0) {
      throw new IllegalArgumentException("A " + what + " must not contain '/': " + text);
    }
    return text;
  }

  private static String requireText(String what, String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("A " + what + " must not be blank.");
    }
    return text;
  }
}
