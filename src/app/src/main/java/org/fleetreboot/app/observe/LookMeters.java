package org.fleetreboot.app.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.fleetreboot.workflow.device.TwinReading;

/** How often twins were read for a marker, by what was found. */
final class LookMeters {
  private final Counter found;
  private final Counter refused;
  private final Counter notRegistered;

  LookMeters(MeterRegistry registry) {
    found = counter(registry, "found");
    refused = counter(registry, "refused");
    notRegistered = counter(registry, "not-registered");
  }

  private static Counter counter(MeterRegistry registry, String finding) {
    return Counter.builder("reboot.looks")
        .description("Polls of twins, by what they found.")
        .tag("finding", finding)
        .register(registry);
  }

  void looked(TwinReading reading) {
    if (reading instanceof TwinReading.Found) {
      found.increment();
    } else if (reading instanceof TwinReading.NotRegistered) {
      notRegistered.increment();
    } else {
      refused.increment();
    }
  }
}
