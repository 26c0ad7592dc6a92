package org.fleetreboot.devicesim.device.mqtt;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * The limit of open files and sockets of a process.
 *
 * @param limit the maximum number
 */
public record OpenFiles(long limit) {
  /** Reserved for jars, event loops, listeners and other connections. */
  private static final long OTHERS = 500;

  /** The limit of this process and its child processes; none if the system does not report it. */
  public static OpenFiles ofThisProcess() {
    return new OpenFiles(
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
            ? system.getMaxFileDescriptorCount()
            : Long.MAX_VALUE);
  }

  /** Whether this many sockets can be opened. */
  public boolean suffice(long sockets) {
    return sockets + OTHERS <= limit;
  }

  /**
   * Checks that this many sockets can be opened.
   *
   * @throws IllegalArgumentException if not, with the remedy
   */
  public void require(long sockets) {
    if (!suffice(sockets)) {
      throw new IllegalArgumentException(
          "This needs %d open files in one process; the limit is %d. Raise it (ulimit -n), or run fewer devices."
              .formatted(sockets + OTHERS, limit));
    }
  }
}
