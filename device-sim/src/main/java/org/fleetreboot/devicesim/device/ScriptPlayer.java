package org.fleetreboot.devicesim.device;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.fleetreboot.devicesim.device.behavior.RebootScript;
import org.fleetreboot.devicesim.device.behavior.RebootStep;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays one script at a time, step by step; starting a script ends the previous one. Everything
 * except {@link #stop} runs on the script thread.
 */
final class ScriptPlayer {

  /** Performs a step without blocking, and gives up when it is abandoned. */
  interface Performer {
    CompletionStage<?> perform(RebootStep step, BooleanSupplier abandoned);
  }

  private static final Logger log = LoggerFactory.getLogger(ScriptPlayer.class);

  private final String id;
  private final Performer performer;
  private final ScriptExecutor thread;

  /**
   * Incremented with every script, so that steps of older scripts can detect that they are stale.
   */
  private long turn;

  private volatile boolean stopped;

  ScriptPlayer(String id, Performer performer, ScriptExecutor thread) {
    this.id = id;
    this.performer = performer;
    this.thread = thread;
  }

  /**
   * Plays a script from the start.
   *
   * @param onEnd called once when the steps are done, with null or the failure, before the repeated
   *     steps
   */
  void play(RebootScript script, Consumer<@Nullable Throwable> onEnd) {
    long mine = ++turn;
    playFrom(
        script.steps(),
        0,
        mine,
        failure -> {
          onEnd.accept(failure);
          if (failure == null && !script.forEver().isEmpty()) {
            repeat(script.forEver(), mine);
          }
        });
  }

  /** Stops all scripts permanently. */
  void stop() {
    stopped = true;
  }

  boolean isStopped() {
    return stopped;
  }

  private void repeat(List<RebootStep> steps, long mine) {
    playFrom(
        steps,
        0,
        mine,
        failure -> {
          if (failure == null) {
            repeat(steps, mine);
          }
        });
  }

  private void playFrom(
      List<RebootStep> steps, int index, long mine, Consumer<@Nullable Throwable> onEnd) {
    if (isAbandoned(mine)) {
      return;
    }
    if (index == steps.size()) {
      onEnd.accept(null);
      return;
    }
    RebootStep step = steps.get(index);
    log.debug("{}: {}", id, step);
    performer
        .perform(step, () -> isAbandoned(mine))
        .whenComplete(
            (ok, failure) ->
                thread.execute(
                    () -> {
                      if (failure == null) {
                        playFrom(steps, index + 1, mine, onEnd);
                      } else if (!isAbandoned(mine)) {
                        log.warn("{}: the script ends at {}", id, step, failure);
                        onEnd.accept(failure);
                      }
                    }));
  }

  private boolean isAbandoned(long mine) {
    return stopped || mine != turn;
  }
}
