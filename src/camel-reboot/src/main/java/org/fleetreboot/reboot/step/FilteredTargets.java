package org.fleetreboot.reboot.step;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.fleetreboot.engine.PageCollector;
import org.fleetreboot.engine.TargetSource;

/** The devices of a source, except those of another source, which is read first. */
final class FilteredTargets implements TargetSource {
  private final TargetSource all;
  private final List<TargetSource> excluded;

  FilteredTargets(TargetSource all, List<TargetSource> excluded) {
    this.all = all;
    this.excluded = List.copyOf(excluded);
  }

  @Override
  public CompletionStage<Void> collect(PageCollector<String> collector) {
    Set<String> left = ConcurrentHashMap.newKeySet();
    CompletionStage<Void> known = CompletableFuture.completedFuture(null);
    for (TargetSource source : excluded) {
      known =
          known.thenCompose(
              nothing -> source.collect(collector.adding(devices -> remember(left, devices))));
    }
    return known.thenCompose(
        nothing ->
            all.collect(
                collector.adding(
                    devices ->
                        collector.add(
                            devices.stream().filter(device -> !left.contains(device)).toList()))));
  }

  private static CompletionStage<Void> remember(Set<String> left, List<String> devices) {
    left.addAll(devices);
    return CompletableFuture.completedFuture(null);
  }
}
