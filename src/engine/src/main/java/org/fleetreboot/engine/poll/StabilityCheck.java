package org.fleetreboot.engine.poll;

import java.util.ArrayList;
import java.util.List;
import org.fleetreboot.engine.state.ChainPass;
import org.fleetreboot.engine.state.Fact;
import org.fleetreboot.engine.state.LiveHub;
import org.fleetreboot.engine.state.LiveRun;
import org.jspecify.annotations.Nullable;

/** One poll of each device that a run has confirmed: which of them have not stayed up since. */
final class StabilityCheck {
  private final LiveHub hub;
  final LiveRun run;
  final String step;
  private final ChainPass pass;
  private final int devices;
  private final List<String> unstable = new ArrayList<>();
  private int polled;

  StabilityCheck(LiveHub hub, LiveRun run, String step, int devices) {
    this.hub = hub;
    this.run = run;
    this.step = step;
    this.pass = run.pass();
    this.devices = devices;
  }

  /** One device was polled; {@code finding} is what is wrong with it, null for nothing. */
  void polled(@Nullable String finding) {
    if (finding != null) {
      unstable.add(finding);
    }
    polled++;
  }

  boolean isDone() {
    return polled == devices;
  }

  Fact.StabilityChecked result() {
    return new Fact.StabilityChecked(hub, run, pass, step, devices, unstable);
  }
}
