package org.fleetreboot.reboot.step;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.apache.camel.Message;
import org.fleetreboot.engine.TargetSource;
import org.fleetreboot.reboot.targets.DeviceId;
import org.jspecify.annotations.Nullable;

/**
 * The devices that a message names: a list, a JSON array of strings, or text with commas or line
 * ends between the ids. Ids that contain a comma need the JSON form.
 */
final class ListedTargets implements TargetSource {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PAGE = 1_000;

  private static final Pattern BETWEEN = Pattern.compile("[,\\r\\n]");

  private final @Nullable Object body;

  private ListedTargets(@Nullable Object body) {
    this.body = body;
  }

  /** Takes the body as it is now; what is wrong with it shows when the devices are collected. */
  static ListedTargets in(Message message) {
    Object body = message.getBody();
    return new ListedTargets(
        body == null || body instanceof List ? body : message.getBody(String.class));
  }

  /** Those of a text. */
  static ListedTargets of(String text) {
    return new ListedTargets(text);
  }

  @Override
  public CompletionStage<Void> collect(Collector collector) {
    try {
      return add(List.copyOf(devices()), collector);
    } catch (IllegalArgumentException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static CompletionStage<Void> add(List<String> devices, Collector collector) {
    if (devices.size() <= PAGE) {
      return collector.add(devices);
    }
    return collector
        .add(devices.subList(0, PAGE))
        .thenCompose(nothing -> add(devices.subList(PAGE, devices.size()), collector));
  }

  /**
   * The ids, without doubles.
   *
   * @throws IllegalArgumentException with what is wrong, when one is none
   */
  Set<String> devices() {
    Set<String> devices = new LinkedHashSet<>();
    for (Object entry : entries()) {
      String device = entry instanceof CharSequence text ? text.toString().strip() : null;
      if (device != null && device.isEmpty()) {
        continue;
      }
      if (device == null || !DeviceId.matches(device)) {
        throw new IllegalArgumentException(DeviceId.refusal(String.valueOf(entry)));
      }
      devices.add(device);
    }
    return devices;
  }

  private List<?> entries() {
    if (body == null) {
      throw new IllegalArgumentException(
          "the message names no devices: give the step a query, or the run a list of device ids");
    }
    if (body instanceof List<?> list) {
      return list;
    }
    String text = body.toString().strip();
    return text.startsWith("[") ? json(text) : Arrays.asList(BETWEEN.split(text, -1));
  }

  private static List<?> json(String text) {
    try {
      return JSON.readValue(text, ArrayList.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "the message begins like a JSON array of device ids and is none: "
              + e.getOriginalMessage(),
          e);
    }
  }
}
