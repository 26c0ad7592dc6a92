package org.fleetreboot.bench;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How many files and sockets this process may have open. */
final class OpenFiles {
  /** For jars, event loops, listeners and the connections of the caller. */
  private static final long OTHERS = 500;

  private OpenFiles() {}

  /**
   * Checks that so many sockets may be open, on systems that tell.
   *
   * @throws IllegalArgumentException when they may not, with the remedy
   */
  static void require(long sockets) {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
        && system.getMaxFileDescriptorCount() < sockets + OTHERS) {
      throw new IllegalArgumentException(
          "Both ends of each connection are in this JVM, so %d files must be open at a time; the limit is %d. Raise it (ulimit -n), or give fewer --devices."
              .formatted(sockets + OTHERS, system.getMaxFileDescriptorCount()));
    }
  }
}
