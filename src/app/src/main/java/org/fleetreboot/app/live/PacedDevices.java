package org.fleetreboot.app.live;

import java.util.Map;
import java.util.function.LongSupplier;
import org.fleetreboot.app.report.RememberedDevices;
import org.fleetreboot.app.report.RunDevices;
import org.fleetreboot.app.report.Snapshot;
import org.fleetreboot.journal.view.DeviceFilter;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.journal.view.Page;
import org.fleetreboot.journal.view.PageRequest;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.jspecify.annotations.Nullable;

/**
 * Reads the devices of a large run less often than that of a small one, so that a picture of them
 * costs the same share of the time. What is shown of them may be a few seconds old; the state of
 * the run and its groups never is.
 */
final class PacedDevices {
  /** Reading takes at most one part in so many of the time. */
  private static final int SHARE = 25;

  /** The devices of a smaller run are read in no time. */
  private static final int FEW = 2_000;

  private final LongSupplier nanos;
  private @Nullable RunDevices source;
  private @Nullable Timed shown;
  private long next = Long.MIN_VALUE;
  private boolean settled;

  /**
   * @param nanos a monotonic clock
   */
  PacedDevices(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** The devices to show with that snapshot. */
  RunDevices of(Snapshot snapshot) {
    long now = nanos.getAsLong();
    Timed known = shown;
    boolean isLast = snapshot.isSettled() && !settled;
    if (known == null
        || isLast
        || (source != snapshot.devices() && (now >= next || snapshot.targets() <= FEW))) {
      if (known != null) {
        next = now + known.took * SHARE;
      }
      settled = snapshot.isSettled();
      source = snapshot.devices();
      known = new Timed(new RememberedDevices(snapshot.devices()), nanos);
      shown = known;
    }
    return known;
  }

  /** Measures how long reading takes. */
  private static final class Timed implements RunDevices {
    private final RunDevices devices;
    private final LongSupplier nanos;
    private long took;

    Timed(RunDevices devices, LongSupplier nanos) {
      this.devices = devices;
      this.nanos = nanos;
    }

    @Override
    public DeviceFilter all() {
      return devices.all();
    }

    @Override
    public Page<DeviceView> page(DeviceFilter filter, PageRequest page) {
      long begun = nanos.getAsLong();
      Page<DeviceView> read = devices.page(filter, page);
      took += nanos.getAsLong() - begun;
      return read;
    }

    @Override
    public Map<DeviceStatus, Long> counts(DeviceFilter filter) {
      long begun = nanos.getAsLong();
      Map<DeviceStatus, Long> read = devices.counts(filter);
      took += nanos.getAsLong() - begun;
      return read;
    }
  }
}
