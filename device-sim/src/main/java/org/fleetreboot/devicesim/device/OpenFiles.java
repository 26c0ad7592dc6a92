package org.fleetreboot.devicesim.device;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * How many files and sockets a process may have open.
 *
 * @param limit the most at a time
 */
public record OpenFiles(long limit) {
  /** For jars, event loops, listeners and the connections of the caller. */
  private static final long OTHERS = 500;

  /** The limit of this process, which those that it starts have too; none if the system is mum. */
  public static OpenFiles ofThisProcess() {
    return new OpenFiles(
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
            ? system.getMaxFileDescriptorCount()
            : Long.MAX_VALUE);
  }

  /** Whether so many sockets may be open. */
  public boolean suffice(long sockets) {
    return sockets + OTHERS <= limit;
  }

  /**
   * Checks that so many sockets may be open.
   *
   * @throws IllegalArgumentException when they may not, with the remedy
   */
  public void require(long sockets) {
    if (!suffice(sockets)) {
      throw new IllegalArgumentException(
          "One process has to have %d files open at a time; the limit is %d. Raise it (ulimit -n), or run fewer devices."
              .formatted(sockets + OTHERS, limit));
    }
  }
}
