package org.fleetreboot.reboot.step;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Message;
import org.fleetreboot.engine.PageCollector;
import org.fleetreboot.engine.TargetSource;
import org.fleetreboot.reboot.targets.ListHubs;
import org.fleetreboot.reboot.targets.TargetList;
import org.fleetreboot.workflow.run.Target;
import org.jspecify.annotations.Nullable;

/** The devices that a message names: a list of ids, or a text that {@link TargetList} reads. */
final class ListedTargets implements TargetSource {
  private static final int PAGE = 1_000;

  private final @Nullable Object body;
  private final ListHubs hubs;

  /** Null for the only hub. */
  private final @Nullable String hub;

  private ListedTargets(@Nullable Object body, ListHubs hubs, @Nullable String hub) {
    this.body = body;
    this.hubs = hubs;
    this.hub = hub;
  }

  /** Keeps the current body; errors in it appear when the devices are collected. */
  static ListedTargets in(Message message, ListHubs hubs) {
    Object body = message.getBody();
    return new ListedTargets(
        body == null || body instanceof List ? body : message.getBody(String.class), hubs, null);
  }

  /** These devices of one hub. */
  static ListedTargets of(List<String> devices) {
    return new ListedTargets(devices, ListHubs.ANY, null);
  }

  /**
   * Those of them on one hub.
   *
   * @param only null for the only hub
   */
  ListedTargets on(@Nullable String only) {
    return new ListedTargets(body, hubs, only);
  }

  @Override
  public CompletionStage<Void> collect(PageCollector<String> collector) {
    try {
      return add(devices(), collector);
    } catch (IllegalArgumentException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static CompletionStage<Void> add(List<String> devices, PageCollector<String> collector) {
    if (devices.size() <= PAGE) {
      return collector.add(devices);
    }
    return collector
        .add(devices.subList(0, PAGE))
        .thenCompose(nothing -> add(devices.subList(PAGE, devices.size()), collector));
  }

  private List<String> devices() {
    if (body == null) {
      throw new IllegalArgumentException(
          "the message names no devices: give the step a query, or the run a list of device ids");
    }
    List<Target> all =
        body instanceof List<?> list
            ? TargetList.entries(list, hubs)
            : TargetList.devices(body.toString(), hubs);
    return all.stream()
        .filter(target -> Objects.equals(target.hub(), hub))
        .map(Target::device)
        .toList();
  }
}
