package org.fleetreboot.devicesim.hub.parity.job;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.jspecify.annotations.Nullable;

/** A job and its progress. Thread-safe. */
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

  /** The start time; without one in the request, the creation time. */
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

  /** The number of devices per status. */
  public synchronized JobStatistics statistics() {
    return statistics.copy();
  }

  /** Its devices, ordered by id. */
  public synchronized List<DeviceJob> devices() {
    return List.copyOf(devices.values());
  }

  /**
   * Its devices after a given one.
   *
   * @param after null for all
   */
  public synchronized List<DeviceJob> devicesAfter(@Nullable ClientId after) {
    return List.copyOf(after == null ? devices.values() : devices.tailMap(after, false).values());
  }

  /** Changes the status, unless it is final. */
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

  /** Changes the devices that are still pending. */
  synchronized void updatePending(UnaryOperator<DeviceJob> change) {
    devices.values().stream()
        .filter(device -> device.status() == DeviceJobStatus.PENDING)
        .toList()
        .forEach(device -> put(change.apply(device)));
  }

  /** Fails a job that an earlier start of the hub left running. */
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
