package org.fleetreboot.reboot.device;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.fleetreboot.engine.HubTrouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs failures of the hub, at most once a minute for each kind, because a failure affects all
 * devices at once. Thread-safe.
 */
final class HubFailureLog {
  private static final Logger LOG = LoggerFactory.getLogger(HubFailureLog.class);
  private static final long PAUSE = Duration.ofMinutes(1).toNanos();

  private final String what;
  private final Map<HubTrouble.Kind, AtomicLong> quietUntil = new EnumMap<>(HubTrouble.Kind.class);

  /**
   * @param what what does not work, such as "calling devices"
   */
  HubFailureLog(String what) {
    this.what = what;
    for (HubTrouble.Kind kind : HubTrouble.Kind.values()) {
      quietUntil.put(kind, new AtomicLong(System.nanoTime()));
    }
  }

  void note(HubTrouble trouble) {
    AtomicLong quiet = quietUntil.get(trouble.kind());
    long now = System.nanoTime();
    if (quiet != null) {
      long until = quiet.get();
      if (now - until >= 0 && quiet.compareAndSet(until, now + PAUSE)) {
        LOG.info("Trouble with the hub when {}: {} {}", what, trouble.kind(), trouble.detail());
      }
    }
  }
}
