package org.fleetreboot.engine.group;

import java.time.Instant;
import org.fleetreboot.engine.TargetSource;
import org.fleetreboot.engine.state.LiveHub;
import org.fleetreboot.engine.state.LiveRun;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.run.Retry;
import org.fleetreboot.workflow.run.RunEvent.RunAccepted;
import org.jspecify.annotations.Nullable;

/** What a retry does differently: a run that repeats the devices of an earlier run. */
public final class RetryRules {
  private RetryRules() {}

  /** Allows empty groups, because some groups may have no device to retry. */
  public static GroupOptions options(LiveRun run, GroupOptions options) {
    return of(run) == null ? options : options.with().allowEmpty(true).build();
  }

  /** Only the devices to retry. */
  public static TargetSource targets(LiveRun run, LiveHub hub, TargetSource source) {
    Retry retry = of(run);
    return retry == null
        ? source
        : collector ->
            source.collect(
                collector.adding(
                    devices ->
                        collector.add(
                            devices.stream()
                                .filter(device -> retry.has(hub.name, device))
                                .toList())));
  }

  /** A device that has rebooted since this time is not called; null if that does not matter. */
  public static @Nullable Instant since(@Nullable LiveRun run) {
    Retry retry = run == null ? null : of(run);
    return retry == null ? null : retry.since();
  }

  private static @Nullable Retry of(LiveRun run) {
    RunAccepted accepted = run.state().accepted();
    return accepted == null ? null : accepted.retry();
  }
}
