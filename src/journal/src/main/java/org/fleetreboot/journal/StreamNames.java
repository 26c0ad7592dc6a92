package org.fleetreboot.journal;

/**
 * Reads the names of streams: {@code run/<run>}, {@code group/<run>/<step>/<hub>}, {@code
 * device/<hub>/<device id>}.
 */
public final class StreamNames {
  private StreamNames() {}

  public static String run(StreamId stream) {
    return part(stream, 1);
  }

  /** The hub of {@code fleet/<hub>}. */
  public static String hub(StreamId stream) {
    return part(stream, 1);
  }

  public static String step(StreamId stream) {
    return part(stream, 2);
  }

  public static String device(StreamId stream) {
    return part(stream, 2);
  }

  public static boolean isDevice(StreamId stream) {
    return stream.name().startsWith("device/");
  }

  /**
   * The n-th part of the name. The third part is the rest of the name, without the hub at the end
   * of a group.
   */
  private static String part(StreamId stream, int n) {
    String name = stream.name();
    int from = name.indexOf('/') + 1;
    int to = name.indexOf('/', from);
    if (n == 1) {
      return to < 0 ? name.substring(from) : name.substring(from, to);
    }
    int end = name.startsWith("group/") ? name.lastIndexOf('/') : name.length();
    return name.substring(to + 1, end);
  }
}
