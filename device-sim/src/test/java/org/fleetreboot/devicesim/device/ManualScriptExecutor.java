package org.fleetreboot.devicesim.device;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A script thread on virtual time: nothing runs until the test lets it. */
final class ManualScriptExecutor implements ScriptExecutor {

  private record Task(Runnable body, Duration due, long order) {}

  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparing(Task::due).thenComparing(Task::order));
  private Duration now = Duration.ZERO;
  private long order;

  @Override
  public void execute(Runnable task) {
    schedule(task, Duration.ZERO);
  }

  @Override
  public void schedule(Runnable task, Duration delay) {
    tasks.add(new Task(task, now.plus(delay), order++));
  }

  /** Runs all tasks that are due within this time, in order, including newly scheduled ones. */
  void advance(Duration time) {
    Duration end = now.plus(time);
    while (!tasks.isEmpty() && tasks.peek().due().compareTo(end) <= 0) {
      Task next = tasks.remove();
      now = next.due();
      next.body().run();
    }
    now = end;
  }

  void runDue() {
    advance(Duration.ZERO);
  }
}
