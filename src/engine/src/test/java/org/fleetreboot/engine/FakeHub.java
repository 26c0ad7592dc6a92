package org.fleetreboot.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.fleetreboot.engine.DisconnectedSource.Question;
import org.fleetreboot.engine.DisconnectedSource.Seen;
import org.fleetreboot.engine.loop.ManualClock;
import org.fleetreboot.workflow.BootMarker;
import org.fleetreboot.workflow.device.InvocationAnswer;
import org.fleetreboot.workflow.device.InvocationAnswer.Answered;
import org.fleetreboot.workflow.device.InvocationAnswer.Cause;
import org.fleetreboot.workflow.device.InvocationAnswer.Lost;
import org.fleetreboot.workflow.device.InvocationAnswer.NotDelivered;
import org.fleetreboot.workflow.device.TwinReading;
import org.fleetreboot.workflow.options.TagPath;
import org.jspecify.annotations.Nullable;

/** Devices on a hub, under a clock that is moved by hand. It knows how often each was called. */
final class FakeHub {
  private final ManualClock clock;
  private final Map<String, Device> devices = new LinkedHashMap<>();
  private @Nullable HubTrouble trouble;
  private @Nullable HubTrouble troubleOfCalls;
  private int refusedCalls;
  private int refusedReads;
  private @Nullable Duration retryAfter;
  private int readsElsewhere;
  private int reads;
  private int questions;
  private int pageSize = 1_000;
  private int mostDown;

  FakeHub(ManualClock clock) {
    this.clock = clock;
  }

  /** What a device does when it is called. */
  enum Behavior {
    REBOOTS,
    LOSES_THE_ANSWER,
    NEVER_RETURNS,
    REJECTS,
    /** Busy for ten minutes. */
    BUSY,
    OFFLINE,
    /** The hub refuses calls to this device. */
    REFUSED
  }

  void add(String id, Behavior behavior) {
    devices.put(id, new Device(behavior, clock.instant()));
  }

  /** Changes how the device behaves from now on. */
  void behave(String id, Behavior behavior) {
    Objects.requireNonNull(devices.get(id)).behavior = behavior;
  }

  void tag(String id, TagPath tag, String value) {
    Objects.requireNonNull(devices.get(id)).tags.put(tag, value);
  }

  /** The most devices with the same value of a tag that were down at once. */
  int mostDown() {
    return mostDown;
  }

  private void countDown() {
    Map<String, Integer> down = new HashMap<>();
    for (Device device : devices.values()) {
      if (device.isDown(clock.instant())) {
        device.tags.values().forEach(value -> down.merge(value, 1, Integer::sum));
      }
    }
    down.values().forEach(count -> mostDown = Math.max(mostDown, count));
  }

  void break_(HubTrouble why) {
    trouble = why;
  }

  /** Lets reads pass and refuses calls, before any of them reaches a device. */
  void breakCalls(HubTrouble why) {
    troubleOfCalls = why;
  }

  /** Refuses the next reads of twins, because of the device. */
  void refuseReads(int times) {
    refuseReads(times, null);
  }

  /** The same, with the pause that the hub asks for. */
  void refuseReads(int times, @Nullable Duration retryAfter) {
    refusedReads = times;
    this.retryAfter = retryAfter;
  }

  /** How many reads are still to be refused. */
  int readsToRefuse() {
    return refusedReads;
  }

  /** Lets the next reads fail somewhere in front of the hub. */
  void failReadsElsewhere(int times) {
    readsElsewhere = times;
  }

  void mend() {
    trouble = null;
    troubleOfCalls = null;
  }

  @Nullable HubTrouble troubleOfCalls() {
    return troubleOfCalls;
  }

  int refusedCalls() {
    return refusedCalls;
  }

  @Nullable HubTrouble trouble() {
    return trouble;
  }

  Map<String, Integer> calls() {
    Map<String, Integer> calls = new HashMap<>();
    devices.forEach((id, device) -> calls.put(id, device.calls));
    return calls;
  }

  /** The calls to each device that was not busy: none of them may be repeated. */
  Map<String, Integer> callsThatMayHaveRebooted() {
    Map<String, Integer> calls = calls();
    devices.forEach(
        (id, device) -> {
          if (device.behavior == Behavior.BUSY) {
            calls.remove(id);
          }
        });
    return calls;
  }

  /** Reboots the device without a call. */
  void reboot(String id) {
    Device device = devices.get(id);
    if (device != null) {
      device.backAt = clock.instant();
    }
  }

  void disconnect(String id) {
    Device device = Objects.requireNonNull(devices.get(id));
    device.connected = false;
    device.lastSeen = clock.instant();
  }

  /** The device is connected, and has sent nothing since then. */
  void quietSince(String id, Instant then) {
    Objects.requireNonNull(devices.get(id)).lastSeen = then;
  }

  /** Disconnects a device that had sent nothing. */
  void disconnectQuietly(String id) {
    Objects.requireNonNull(devices.get(id)).connected = false;
  }

  void reconnect(String id) {
    Objects.requireNonNull(devices.get(id)).connected = true;
  }

  /** The device has never been connected. */
  void neverConnect(String id) {
    disconnect(id);
    Objects.requireNonNull(devices.get(id)).lastSeen = null;
  }

  /** How many disconnected devices one page holds. */
  void pageSize(int size) {
    pageSize = size;
  }

  /** Which devices are disconnected, without those that are rebooting. */
  CompletionStage<Void> disconnected(Question question, PageCollector<Seen> collector) {
    questions++;
    if (trouble != null) {
      return collector.troubled(trouble).thenCompose(nothing -> disconnected(question, collector));
    }
    List<Seen> found =
        devices.entrySet().stream()
            .map(device -> device.getValue().seen(device.getKey()))
            .filter(
                device ->
                    isActiveSince(device, question.since()) != device.connected()
                        || question.named().contains(device.device()))
            .filter(
                device ->
                    question.everybody()
                        || device.tags().keySet().stream().anyMatch(question.tags()::contains))
            .toList();
    for (int from = 0; from < found.size(); from += pageSize) {
      var unused = collector.add(found.subList(from, Math.min(found.size(), from + pageSize)));
    }
    return collector.add(List.of());
  }

  private static boolean isActiveSince(Seen device, Instant since) {
    return device.lastActive() == null ? !device.connected() : device.lastActive().isAfter(since);
  }

  /** How often it was asked which devices are disconnected. */
  int questions() {
    return questions;
  }

  /** How often a twin was read. */
  int reads() {
    return reads;
  }

  TwinReading read(String id) {
    reads++;
    Device device = devices.get(id);
    if (device == null) {
      return new TwinReading.NotRegistered();
    }
    device.catchUp(clock.instant());
    if (readsElsewhere > 0) {
      readsElsewhere--;
      return new TwinReading.Refused("no such table", false, null);
    }
    if (refusedReads > 0) {
      refusedReads--;
      return new TwinReading.Refused("the hub is throttling the device (429005)", true, retryAfter);
    }
    return new TwinReading.Found(
        device.marker, device.connected && device.behavior != Behavior.OFFLINE, device.tags);
  }

  InvocationAnswer call(String id) {
    if (troubleOfCalls != null) {
      refusedCalls++;
      return new NotDelivered(Cause.HUB_TROUBLE, troubleOfCalls.detail());
    }
    Device device = devices.get(id);
    if (device == null) {
      return new Lost(404001, "not found");
    }
    if (device.behavior == Behavior.OFFLINE) {
      return new Lost(404103, "not online");
    }
    if (device.behavior == Behavior.REFUSED) {
      refusedCalls++;
      return new NotDelivered(Cause.REFUSED_FOR_DEVICE, "too many methods (403800)");
    }
    device.calls++;
    if (device.behavior == Behavior.REBOOTS || device.behavior == Behavior.LOSES_THE_ANSWER) {
      device.backAt = clock.instant().plus(Duration.ofSeconds(3));
    }
    countDown();
    return switch (device.behavior) {
      case LOSES_THE_ANSWER -> new Lost(504101, "no answer");
      case REJECTS -> new Answered(409, "\"no\"", null);
      case BUSY -> new Answered(423, "{\"retryAfter\":600}", Duration.ofMinutes(10));
      default -> new Answered(200);
    };
  }

  private static final class Device {
    Behavior behavior;
    BootMarker marker;
    final Map<TagPath, String> tags = new HashMap<>();
    boolean connected = true;
    @Nullable Instant lastSeen;
    int calls;
    @Nullable Instant backAt;

    Seen seen(String id) {
      return new Seen(id, connected, tags, lastSeen);
    }

    Device(Behavior behavior, Instant bootedAt) {
      this.behavior = behavior;
      this.lastSeen = bootedAt;
      this.marker = new BootMarker("boot-0", bootedAt, 1);
    }

    /** Whether it is down after a call; a device that never returns stays down. */
    boolean isDown(Instant now) {
      return behavior == Behavior.NEVER_RETURNS
          ? calls > 0
          : backAt != null && now.isBefore(backAt);
    }

    void catchUp(Instant now) {
      Instant back = backAt;
      if (back != null && !back.isAfter(now)) {
        marker = new BootMarker("boot at " + back, back, marker.sectionVersion() + 1);
        backAt = null;
      }
    }
  }
}
