package org.fleetreboot.devicesim.hub.parity.job;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import org.fleetreboot.devicesim.hub.clock.HubClock;
import org.fleetreboot.devicesim.hub.error.HubError;
import org.fleetreboot.devicesim.hub.error.HubRefusal;

/**
 * The jobs of a hub, as long as {@link JobRetention} keeps them. A job starts at its start time, or
 * when an earlier job makes room. Thread-safe.
 */
public final class Jobs {
  // Long waits are split: the nanoseconds until a distant start time overflow a long.
  private static final Duration LONGEST_STEP = Duration.ofDays(30);

  private final DeviceOperations operations;
  private final JobTargets targets;
  private final JobThrottle pace;
  private final HubClock clock;
  private final Executor executor;
  private final Runnable onChange;
  private final ConcurrentSkipListMap<String, Job> jobs = new ConcurrentSkipListMap<>();
  private final Queue<Job> queue = new ArrayDeque<>();
  private final Map<String, JobRun> runs = new HashMap<>();

  /**
   * No jobs yet.
   *
   * @param executor runs queries; must not be an event loop
   * @param onChange called after each change of a job; must not block
   */
  public Jobs(
      DeviceOperations operations,
      JobTargets targets,
      JobThrottle pace,
      HubClock clock,
      Executor executor,
      Runnable onChange) {
    this.operations = operations;
    this.targets = targets;
    this.pace = pace;
    this.clock = clock;
    this.executor = executor;
    this.onChange = onChange;
  }

  /**
   * Schedules a job, or refuses it: 409104 for a duplicate id; 429004 if it should start at once
   * and the tier allows no more running jobs, or if a thousand jobs have not finished.
   */
  public synchronized Job schedule(JobRequest request) {
    JobRetention.DEFAULT.makeRoom(jobs, clock.instant());
    if (jobs.containsKey(request.id())) {
      throw HubRefusal.registry(HubError.JOB_ALREADY_EXISTS, request.id());
    }
    Job job = new Job(request, clock.instant(), JobStatus.SCHEDULED);
    boolean atOnce = !job.startTime().isAfter(clock.instant());
    if (atOnce && runs.size() + queue.size() >= pace.jobsAtATime()) {
      throw HubRefusal.registry(
          HubError.TOO_MANY_ACTIVE_JOBS,
          "the tier allows no more running jobs than " + pace.jobsAtATime());
    }
    add(job);
    return job;
  }

  /**
   * Restores jobs of an earlier start. One that was running has failed: the results of its last
   * calls are unknown, and calling a device again might reboot it twice.
   */
  public synchronized void restore(Collection<Job> stored) {
    for (Job job : stored) {
      if (job.status() == JobStatus.RUNNING) {
        job.interrupt(clock.instant());
      }
      add(job);
    }
  }

  public Optional<Job> find(String id) {
    return Optional.ofNullable(jobs.get(id));
  }

  /** A live view of the jobs whose id is greater, in the order of the ids. */
  public Collection<Job> after(String id) {
    return jobs.tailMap(id, false).values();
  }

  /** A live view of the jobs from an id on, in the order of the ids. */
  public Collection<Job> from(String id) {
    return jobs.tailMap(id, true).values();
  }

  /** Cancels a job, or refuses with 404002. A finished job is unchanged. */
  public Job cancel(String id) {
    Job job = find(id).orElseThrow(() -> HubRefusal.registry(HubError.JOB_NOT_FOUND, id));
    JobRun run;
    synchronized (this) {
      queue.remove(job);
      run = runs.get(id);
    }
    if (run == null) {
      job.move(JobStatus.CANCELLED, clock.instant(), null);
    } else {
      run.cancel();
    }
    onChange.run();
    return job;
  }

  /** Cancels and removes all jobs. */
  public void clear() {
    for (Job job : jobs.values()) {
      cancel(job.id());
    }
    jobs.clear();
    onChange.run();
  }

  private void add(Job job) {
    jobs.put(job.id(), job);
    onChange.run();
    beginInTime(job);
  }

  private synchronized void beginInTime(Job job) {
    if (job.status().over()) {
      return;
    }
    Duration wait = Duration.between(clock.instant(), job.startTime());
    if (wait.compareTo(Duration.ZERO) > 0) {
      Duration step = wait.compareTo(LONGEST_STEP) < 0 ? wait : LONGEST_STEP;
      clock.after(step, () -> beginInTime(job));
      return;
    }
    job.move(JobStatus.QUEUED, clock.instant(), null);
    queue.add(job);
    beginNext();
  }

  private synchronized void beginNext() {
    while (!queue.isEmpty() && runs.size() < pace.jobsAtATime()) {
      Job job = queue.remove();
      JobRun run =
          new JobRun(
              job, operations.of(job.request().work()), pace, clock, onChange, () -> ended(job));
      if (job.move(JobStatus.RUNNING, clock.instant(), null)) {
        runs.put(job.id(), run);
        executor.execute(() -> begin(job, run));
      }
    }
  }

  private void begin(Job job, JobRun run) {
    try {
      run.begin(targets.meeting(job.request().condition()));
    } catch (HubRefusal refusal) {
      // Like the real hub, which evaluates the condition only now.
      if (job.move(JobStatus.FAILED, clock.instant(), refusal.text())) {
        ended(job);
      }
    }
  }

  private void ended(Job job) {
    synchronized (this) {
      runs.remove(job.id());
    }
    onChange.run();
    beginNext();
  }
}
