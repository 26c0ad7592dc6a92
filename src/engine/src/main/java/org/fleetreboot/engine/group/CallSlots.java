package org.fleetreboot.engine.group;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.fleetreboot.engine.state.Effect;
import org.fleetreboot.engine.state.HubRecorder;
import org.jspecify.annotations.Nullable;

/** Limits how many calls may be on the wire at once, in all groups together. */
final class CallSlots {
  private final HubRecorder recorder;
  private final int all;
  private final List<CompletableFuture<@Nullable Void>> whenIdle = new ArrayList<>();
  private int free;

  CallSlots(HubRecorder recorder, int all) {
    this.recorder = recorder;
    this.all = all;
    this.free = all;
  }

  boolean hasFree() {
    return free > 0;
  }

  void take() {
    free--;
  }

  /** Takes back the slot of the turn, if the turn still holds one. */
  void free(OpenTurn turn) {
    if (turn.freeSlot()) {
      free++;
      reportIdle();
    }
  }

  /** Completes {@code idle} once no call is on the wire. */
  void tellWhenIdle(CompletableFuture<@Nullable Void> idle) {
    whenIdle.add(idle);
    reportIdle();
  }

  private void reportIdle() {
    if (free == all) {
      whenIdle.forEach(idle -> recorder.effect(new Effect.Done(idle)));
      whenIdle.clear();
    }
  }
}
