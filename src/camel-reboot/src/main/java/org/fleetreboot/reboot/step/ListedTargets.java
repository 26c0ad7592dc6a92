package org.fleetreboot.reboot.step;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Message;
import org.fleetreboot.engine.PageCollector;
import org.fleetreboot.engine.TargetSource;
import org.fleetreboot.reboot.targets.DeviceId;
import org.fleetreboot.reboot.targets.TargetList;
import org.jspecify.annotations.Nullable;

/** The devices that a message names: a list of ids, or a text that {@link TargetList} reads. */
final class ListedTargets implements TargetSource {
  private static final int PAGE = 1_000;

  private final @Nullable Object body;

  private ListedTargets(@Nullable Object body) {
    this.body = body;
  }

  /** Keeps the current body; errors in it appear when the devices are collected. */
  static ListedTargets in(Message message) {
    Object body = message.getBody();
    return new ListedTargets(
        body == null || body instanceof List ? body : message.getBody(String.class));
  }

  static ListedTargets of(List<String> devices) {
    return new ListedTargets(devices);
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
    return body instanceof List<?> list ? ids(list) : TargetList.devices(body.toString());
  }

  /** The entries of a list, unchanged: an entry contains no separators. */
  private static List<String> ids(List<?> entries) {
    Set<String> devices = new LinkedHashSet<>();
    for (Object entry : entries) {
      String device = entry instanceof CharSequence text ? text.toString().strip() : null;
      if (device != null && device.isEmpty()) {
        continue;
      }
      if (device == null || !DeviceId.matches(device)) {
        throw new IllegalArgumentException(DeviceId.refusal(String.valueOf(entry)));
      }
      devices.add(device);
    }
    return List.copyOf(devices);
  }
}
