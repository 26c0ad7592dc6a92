package org.fleetreboot.engine;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fleetreboot.engine.FakeHub.Behavior;
import org.fleetreboot.engine.loop.ManualClock;
import org.fleetreboot.journal.JournalFailed;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.SnapshotReader;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.memory.InMemoryJournal;
import org.fleetreboot.journal.projection.FleetFollower;
import org.fleetreboot.journal.projection.FleetProjection;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.journal.view.FleetView;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.fleetreboot.workflow.options.GroupOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

class FleetFollowerTest {
  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-23T12:00:00Z"));
  private final InMemoryJournal journal = new InMemoryJournal(clock);
  private final Watched reader = new Watched(journal);
  private final FleetFollower follower = new FleetFollower(reader);

  @Test
  void eachEventIsReadOnceHoweverOftenTheViewIsRefreshed() {
    Life life = reboots();
    for (int poll = 0; poll < 20; poll++) {
      follower.refresh();
      life.pass(Duration.ofSeconds(1));
    }

    assertThat(follower.refresh().devices(Life.RUN))
        .extracting(DeviceView::status)
        .containsExactly(DeviceStatus.CONFIRMED);
    assertThat(reader.read)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(Watched.places(allEvents()));
  }

  @Test
  void aRunIsReadBeforeItsDevicesHoweverMuchIsWrittenMeanwhile() {
    reader.meanwhile = () -> reboots().pass(Duration.ofSeconds(20));

    FleetView first = follower.refresh();
    assertThat(first.run(Life.RUN)).as("written once the poll had begun").isNotNull();
    assertThat(follower.refresh().devices(Life.RUN))
        .extracting(DeviceView::status)
        .containsExactly(DeviceStatus.CONFIRMED);
  }

  private Life reboots() {
    FakeHub hub = new FakeHub(clock);
    hub.add("pump-1", Behavior.REBOOTS);
    Life life = new Life(journal, hub, clock, 1);
    life.accept();
    life.chain(GroupOptions.DEFAULT, List.of(List.of("pump-1")));
    return life;
  }

  private List<RecordedEvent> allEvents() {
    List<RecordedEvent> all = new ArrayList<>();
    journal.partitions().forEach(partition -> journal.readAll(partition, Position.START, all::add));
    return all;
  }

  @Test
  @Timeout(value = 5, unit = MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
  void aJournalThatLacksEventsIsReportedAsDamaged() {
    FleetFollower follower = new FleetFollower(new WithoutItsEvents());

    assertThatThrownBy(follower::refresh)
        .isInstanceOf(JournalFailed.class)
        .hasMessageContaining("runs ends at 0, but its head is 7");
  }

  /** A journal from which events were removed. */
  private static final class WithoutItsEvents implements JournalReader {
    @Override
    public List<RecordedEvent> read(StreamId stream) {
      return List.of();
    }

    @Override
    public List<RecordedEvent> readAll(String partition, Position after, int max) {
      return List.of();
    }

    @Override
    public List<String> partitions() {
      return List.of(StreamId.RUNS);
    }

    @Override
    public Position head(String partition) {
      return new Position(7);
    }

    @Override
    public Optional<Position> checkpoint(String subscription, String partition) {
      return Optional.empty();
    }

    @Override
    public SnapshotReader snapshots() {
      throw new UnsupportedOperationException();
    }

    @Override
    public FleetView view() {
      return new FleetProjection();
    }

    @Override
    public void close() {}
  }

  /**
   * Records what was read, and runs an action when the head of the hub's partition is asked for.
   */
  private static final class Watched implements JournalReader {
    final List<String> read = new ArrayList<>();
    Runnable meanwhile = () -> {};
    private final JournalReader journal;

    Watched(JournalReader journal) {
      this.journal = journal;
    }

    static List<String> places(List<RecordedEvent> events) {
      return events.stream()
          .map(event -> event.stream().partition() + " " + event.position().value())
          .toList();
    }

    @Override
    public List<RecordedEvent> readAll(String partition, Position after, int max) {
      List<RecordedEvent> events = journal.readAll(partition, after, max);
      read.addAll(places(events));
      return events;
    }

    @Override
    public Position head(String partition) {
      if (!partition.equals(StreamId.RUNS)) {
        Runnable now = meanwhile;
        meanwhile = () -> {};
        now.run();
      }
      return journal.head(partition);
    }

    @Override
    public List<String> partitions() {
      return List.of(StreamId.partitionOf("local"), StreamId.RUNS);
    }

    @Override
    public List<RecordedEvent> read(StreamId stream) {
      return journal.read(stream);
    }

    @Override
    public Optional<Position> checkpoint(String subscription, String partition) {
      return journal.checkpoint(subscription, partition);
    }

    @Override
    public SnapshotReader snapshots() {
      return journal.snapshots();
    }

    @Override
    public FleetView view() {
      return journal.view();
    }

    @Override
    public void close() {}
  }
}
