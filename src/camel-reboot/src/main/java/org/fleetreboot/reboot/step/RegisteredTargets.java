package org.fleetreboot.reboot.step;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.fleetreboot.engine.PageCollector;
import org.fleetreboot.engine.TargetSource;
import org.fleetreboot.reboot.targets.DeviceQuery;

/**
 * The devices of a list, after checking that the hub knows all of them. Queries look up many ids at
 * once; ids that they do not find are looked up one by one, because a query may miss a device that
 * was registered within the last half hour.
 */
final class RegisteredTargets implements TargetSource {
  /** A hundred ids of 128 characters are well below the maximum length of a query. */
  private static final int AT_ONCE = 100;

  private static final int PAGE = 1_000;

  /** More names would make the reason too long to read. */
  private static final int NAMED = 10;

  private final TargetSource listed;
  private final Function<DeviceQuery, TargetSource> query;
  private final DeviceRegistry registry;

  /**
   * @param query the devices that the list names
   * @param registry looks up single devices
   */
  RegisteredTargets(
      TargetSource listed, Function<DeviceQuery, TargetSource> query, DeviceRegistry registry) {
    this.listed = listed;
    this.query = query;
    this.registry = registry;
  }

  @Override
  public CompletionStage<Void> collect(PageCollector<String> collector) {
    List<String> devices = new ArrayList<>();
    Set<String> unknown = new LinkedHashSet<>();
    return listed
        .collect(
            collector.adding(
                page -> {
                  devices.addAll(page);
                  return done();
                }))
        .thenCompose(nothing -> askAbout(devices, 0, unknown, collector))
        .thenCompose(nothing -> askOneByOne(new ArrayList<>(unknown), 0, unknown, collector))
        .thenCompose(
            nothing ->
                unknown.isEmpty()
                    ? add(devices, 0, collector)
                    : CompletableFuture.failedFuture(refusal(unknown, devices.size())));
  }

  /** Leaves in {@code unknown} the ids that no query finds. */
  private CompletionStage<Void> askAbout(
      List<String> devices, int from, Set<String> unknown, PageCollector<String> collector) {
    if (from >= devices.size()) {
      return done();
    }
    List<String> some = devices.subList(from, Math.min(devices.size(), from + AT_ONCE));
    unknown.addAll(some);
    // How a query escapes a quote is not documented, so such ids are looked up one by one.
    List<String> quotable = some.stream().filter(device -> device.indexOf('\'') < 0).toList();
    if (quotable.isEmpty()) {
      return askAbout(devices, from + AT_ONCE, unknown, collector);
    }
    String condition = "deviceId IN ['" + String.join("', '", quotable) + "']";
    return query
        .apply(DeviceQuery.of(condition))
        .collect(
            collector.adding(
                found -> {
                  found.forEach(unknown::remove);
                  return done();
                }))
        .thenCompose(nothing -> askAbout(devices, from + AT_ONCE, unknown, collector));
  }

  private CompletionStage<Void> askOneByOne(
      List<String> missing, int from, Set<String> unknown, PageCollector<String> collector) {
    // The listed names are enough to correct the list.
    if (from >= Math.min(missing.size(), AT_ONCE)) {
      return done();
    }
    String device = missing.get(from);
    return registry
        .knows(device, collector::troubled)
        .thenCompose(
            registered -> {
              if (registered) {
                unknown.remove(device);
              }
              return askOneByOne(missing, from + 1, unknown, collector);
            });
  }

  private static CompletionStage<Void> add(
      List<String> devices, int from, PageCollector<String> collector) {
    if (from >= devices.size()) {
      return done();
    }
    int to = Math.min(devices.size(), from + PAGE);
    return collector
        .add(List.copyOf(devices.subList(from, to)))
        .thenCompose(nothing -> add(devices, to, collector));
  }

  private static RuntimeException refusal(Set<String> unknown, int devices) {
    String named = unknown.stream().limit(NAMED).collect(Collectors.joining(", "));
    return new IllegalArgumentException(
        "%d of %d devices are not registered with the hub, and none was called: %s%s. Take them out of"
                .formatted(unknown.size(), devices, named, unknown.size() > NAMED ? ", ..." : "")
            + " the list, or set unknownDevices=fail");
  }

  private static CompletionStage<Void> done() {
    return CompletableFuture.completedFuture(null);
  }
}
