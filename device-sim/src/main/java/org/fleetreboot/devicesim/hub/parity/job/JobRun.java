package org.fleetreboot.devicesim.hub.parity.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;
import org.fleetreboot.devicesim.hub.clock.HubClock;
import org.fleetreboot.devicesim.hub.error.HubError;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running job. Each device waits until it is ready and then for the tier's rate limit, without
 * blocking a thread. When the job's time is up no new operation starts, and running ones finish.
 * Thread-safe.
 */
final class JobRun {
  private static final Logger LOG = LoggerFactory.getLogger(JobRun.class);

  private final Job job;
  private final DeviceOperation operation;
  private final DeviceQueue turns;
  private final HubClock clock;
  private final Runnable onChange;
  private final Runnable onEnd;
  private final Map<ClientId, CompletableFuture<?>> waiting = new HashMap<>();
  private HubClock.@Nullable Alarm deadline;
  private boolean begun;
  private boolean closed;

  /**
   * A run.
   *
   * @param onChange called after each change of the job
   * @param onEnd called once, when the job has ended
   */
  JobRun(
      Job job,
      DeviceOperation operation,
      JobThrottle pace,
      HubClock clock,
      Runnable onChange,
      Runnable onEnd) {
    this.job = job;
    this.operation = operation;
    this.turns = new DeviceQueue(pace, clock, this::start);
    this.clock = clock;
    this.onChange = onChange;
    this.onEnd = onEnd;
  }

  void begin(Collection<ClientId> devices) {
    Duration left =
        Duration.between(clock.instant(), job.startTime().plus(job.request().longest()));
    boolean inTime = left.compareTo(Duration.ZERO) > 0;
    synchronized (this) {
      if (closed) {
        return;
      }
      begun = true;
      job.add(devices, clock.instant());
      if (inTime) {
        deadline = clock.after(left, this::expire);
      }
    }
    onChange.run();
    if (!inTime) {
      expire();
      return;
    }
    devices.forEach(this::await);
    endWhenDone();
  }

  /** Cancels it: no new operation starts. */
  void cancel() {
    close(device -> device.with(DeviceJobStatus.CANCELLED, clock.instant()));
    end(JobStatus.CANCELLED);
  }

  private void expire() {
    close(
        device ->
            device.failed(
                "JobRunPreconditionFailed",
                "The job did not start within specified period: either device did not come online"
                    + " or invalid endTime specified.",
                clock.instant()));
    endWhenDone();
  }

  private void close(UnaryOperator<DeviceJob> giveUp) {
    List<CompletableFuture<?>> abandoned;
    synchronized (this) {
      closed = true;
      abandoned = List.copyOf(waiting.values());
      waiting.clear();
      job.updatePending(giveUp);
    }
    turns.clear();
    abandoned.forEach(future -> future.cancel(false));
  }

  private void await(ClientId device) {
    CompletableFuture<?> reachable = operation.whenReady(device);
    synchronized (this) {
      if (closed) {
        reachable.cancel(false);
        return;
      }
      waiting.put(device, reachable);
    }
    reachable.thenRun(() -> ready(device));
  }

  private void ready(ClientId device) {
    synchronized (this) {
      if (waiting.remove(device) == null) {
        return;
      }
    }
    turns.add(device);
  }

  private void start(ClientId device) {
    synchronized (this) {
      // A device that was given up must not be called: both happen under this lock.
      if (closed) {
        return;
      }
      job.update(device, pending -> pending.with(DeviceJobStatus.RUNNING, clock.instant()));
    }
    onChange.run();
    CompletableFuture<JsonNode> answer;
    try {
      answer = operation.run(device);
    } catch (RuntimeException e) {
      answer = CompletableFuture.failedFuture(e);
    }
    answer.whenComplete((outcome, failure) -> finished(device, outcome, failure));
  }

  private void finished(ClientId device, JsonNode outcome, @Nullable Throwable failure) {
    if (failure == null) {
      job.update(device, running -> running.completed(outcome, clock.instant()));
    } else {
      HubRefusal refusal = refusal(failure);
      if (refusal.error() == HubError.DEVICE_NOT_ONLINE && waitsAgain(device)) {
        await(device);
        return;
      }
      job.update(device, running -> running.failed(refusal, clock.instant()));
    }
    onChange.run();
    endWhenDone();
  }

  private static HubRefusal refusal(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof HubRefusal refusal) {
      return refusal;
    }
    LOG.error("The local hub failed on a device of a job", cause);
    return HubRefusal.dataPlane(HubError.SERVER_ERROR, "The local hub failed; see its log.");
  }

  /** Makes a device that disconnected just before its turn wait again. */
  private synchronized boolean waitsAgain(ClientId device) {
    if (closed) {
      return false;
    }
    job.update(device, running -> running.with(DeviceJobStatus.PENDING, clock.instant()));
    return true;
  }

  private void endWhenDone() {
    synchronized (this) {
      JobStatistics now = job.statistics();
      if (!begun || now.of(DeviceJobStatus.PENDING) + now.of(DeviceJobStatus.RUNNING) > 0) {
        return;
      }
    }
    end(JobStatus.COMPLETED);
  }

  private void end(JobStatus status) {
    if (job.move(status, clock.instant(), null)) {
      synchronized (this) {
        closed = true;
        if (deadline != null) {
          deadline.cancel();
        }
      }
      onEnd.run();
    }
  }
}
