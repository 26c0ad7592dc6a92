package org.fleetreboot.devicesim.hub.parity.job;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.jspecify.annotations.Nullable;

/** A job and what has become of it. Thread-safe. */
public final class Job {
  private final JobRequest request;
  private final Instant created;
  private final NavigableMap<ClientId, DeviceJob> devices = new TreeMap<>();
  private final JobStatistics statistics = new JobStatistics();
  private JobProgress progress;

  Job(JobRequest request, Instant created, JobStatus status) {
    this(request, created, new JobProgress(status, null, null), List.of());
  }

  Job(JobRequest request, Instant created, JobProgress progress, Collection<DeviceJob> devices) {
    this.request = request;
    this.created = created;
    this.progress = progress;
    devices.forEach(this::put);
  }

  public String id() {
    return request.id();
  }

  public JobRequest request() {
    return request;
  }

  public Instant created() {
    return created;
  }

  /** When it is to begin; for a job without a time of its own, when it was created. */
  public Instant startTime() {
    Instant wanted = request.startTime();
    return wanted == null ? created : wanted;
  }

  public synchronized JobProgress progress() {
    return progress;
  }

  public JobStatus status() {
    return progress().status();
  }

  /** How many of its devices have come how far. */
  public synchronized JobStatistics statistics() {
    return statistics.copy();
  }

  /** What it has done to each device, in the order of their ids. */
  public synchronized List<DeviceJob> devices() {
    return List.copyOf(devices.values());
  }

  /**
   * What it has done to the devices behind one.
   *
   * @param after null for all
   */
  public synchronized List<DeviceJob> devicesAfter(@Nullable ClientId after) {
    return List.copyOf(after == null ? devices.values() : devices.tailMap(after, false).values());
  }

  /** Moves on, unless it is over. */
  synchronized boolean move(JobStatus next, Instant now, @Nullable String why) {
    if (progress.status().over()) {
      return false;
    }
    progress = new JobProgress(next, next.over() ? now : null, why);
    return true;
  }

  synchronized void add(Collection<ClientId> targets, Instant now) {
    targets.forEach(device -> put(DeviceJob.pending(device, now)));
  }

  synchronized void update(ClientId device, UnaryOperator<DeviceJob> change) {
    DeviceJob before = devices.get(device);
    if (before != null) {
      put(change.apply(before));
    }
  }

  /** Changes the devices whose turn has not come. */
  synchronized void updatePending(UnaryOperator<DeviceJob> change) {
    devices.values().stream()
        .filter(device -> device.status() == DeviceJobStatus.PENDING)
        .toList()
        .forEach(device -> put(change.apply(device)));
  }

  /** Ends it where an earlier start of the hub has left it. */
  synchronized void interrupt(Instant now) {
    String why = "The hub was stopped while the job ran.";
    devices.values().stream()
        .filter(device -> !device.status().over())
        .toList()
        .forEach(device -> put(device.failed("JobCancelled", why, now)));
    move(JobStatus.FAILED, now, why);
  }

  private void put(DeviceJob device) {
    DeviceJob before = devices.put(device.device(), device);
    if (before != null) {
      statistics.remove(before.status());
    }
    statistics.add(device.status());
  }
}
