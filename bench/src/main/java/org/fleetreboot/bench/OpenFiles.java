package org.fleetreboot.bench;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How many files and sockets a process may have open. */
record OpenFiles(long limit) {
  /** For jars, event loops, listeners and the connections of the caller. */
  private static final long OTHERS = 500;

  /** The limit of this process, which those that it starts have too; none if the system is mum. */
  static OpenFiles ofThisProcess() {
    return new OpenFiles(
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
            ? system.getMaxFileDescriptorCount()
            : Long.MAX_VALUE);
  }

  /** Whether so many sockets may be open. */
  boolean suffice(long sockets) {
    return sockets + OTHERS <= limit;
  }

  /**
   * Checks that so many sockets may be open.
   *
   * @throws IllegalArgumentException when they may not, with the remedy
   */
  void require(long sockets) {
    if (!suffice(sockets)) {
      throw new IllegalArgumentException(
          "One JVM has to have %d files open at a time; the limit is %d. Raise it (ulimit -n), or give fewer --devices."
              .formatted(sockets + OTHERS, limit));
    }
  }
}
