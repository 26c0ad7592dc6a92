package org.fleetreboot.bench;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How busy processes are. */
final class ProcessorTime {
  private ProcessorTime() {}

  /** How busy this process is in that time, in percent of one core. */
  static double percentOver(Duration span) throws InterruptedException {
    long before = millisOf(ProcessHandle.current().info());
    TimeUnit.MILLISECONDS.sleep(span.toMillis());
    return percent(millisOf(ProcessHandle.current().info()) - before, span);
  }

  static double percent(long millis, Duration span) {
    return Statistics.rounded(100.0 * millis / span.toMillis());
  }

  static long millisOf(Process process) {
    return millisOf(process.info());
  }

  private static long millisOf(ProcessHandle.Info info) {
    return info.totalCpuDuration().orElse(Duration.ZERO).toMillis();
  }
}
