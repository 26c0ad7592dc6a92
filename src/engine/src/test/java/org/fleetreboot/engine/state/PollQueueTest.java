package org.fleetreboot.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PollQueueTest {
  private static final Instant START = Instant.parse("2026-11-30T12:00:00Z");

  private final PollQueue queue = new PollQueue();

  @Test
  void devicesAreDueInTheOrderOfTheirTimesHoweverOftenTheTimesChange() {
    Random random = new Random(11);
    List<LiveDevice> devices = devices(1_000);
    for (int i = 0; i < 20_000; i++) {
      LiveDevice device = devices.get(random.nextInt(devices.size()));
      if (random.nextInt(3) == 0) {
        queue.cancel(device);
      } else {
        queue.plan(device, START.plusMillis(random.nextInt(100_000)));
      }
    }
    List<Instant> planned =
        devices.stream()
            .map(LiveDevice::pollAt)
            .filter(Objects::nonNull)
            .sorted(Comparator.naturalOrder())
            .toList();

    assertThat(planned).hasSizeGreaterThan(100);
    assertThat(takenBy(START.plusSeconds(1_000))).isEqualTo(planned);
  }

  @Test
  void aDeviceIsNotDueBeforeItsTime() {
    LiveDevice device = device(1);
    queue.plan(device, START.plusNanos(1));

    assertThat(queue.due(START)).isNull();
    assertThat(queue.due(START.plusNanos(1))).isEqualTo(device);
  }

  @Test
  void aPollUnderWayIsNotDueAndKeepsTheTimeOfTheNext() {
    LiveDevice device = device(1);
    queue.plan(device, START);
    queue.begin(device);
    queue.plan(device, START.plusSeconds(1));

    assertThat(queue.due(START.plusSeconds(9))).isNull();
    assertThat(device.pollAt()).isEqualTo(START.plusSeconds(1));
  }

  @Test
  void aCancelledDeviceIsPolledNoMoreOnceItsPollHasEnded() {
    LiveDevice device = device(1);
    queue.plan(device, START);
    queue.begin(device);
    queue.cancel(device);
    boolean polledBefore = device.isPolled();
    queue.end(device);

    assertThat(polledBefore).isTrue();
    assertThat(device.isPolled()).isFalse();
  }

  @Test
  void aMovedClockMovesTheTimesAndKeepsTheirOrder() {
    List<LiveDevice> devices = devices(50);
    devices.forEach(device -> queue.plan(device, START.plusSeconds(device.id.hashCode() % 97)));
    List<Instant> before =
        devices.stream().map(LiveDevice::pollAt).sorted(Comparator.naturalOrder()).toList();
    queue.clockMoved(devices, Duration.ofHours(-3));

    assertThat(takenBy(START))
        .isEqualTo(before.stream().map(at -> at.minus(Duration.ofHours(3))).toList());
  }

  /** The times of all devices that are due by then, in the order in which they are polled. */
  private List<Instant> takenBy(Instant now) {
    List<Instant> times = new ArrayList<>();
    for (LiveDevice next = queue.due(now); next != null; next = queue.due(now)) {
      times.add(next.pollAt());
      queue.begin(next);
    }
    return times;
  }

  private static List<LiveDevice> devices(int count) {
    return IntStream.range(0, count).mapToObj(PollQueueTest::device).toList();
  }

  private static LiveDevice device(int number) {
    return new LiveDevice("device-" + number, new SteadyTime());
  }
}
