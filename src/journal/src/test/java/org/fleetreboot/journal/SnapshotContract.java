package org.fleetreboot.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fleetreboot.journal.Appends.HUB;
import static org.fleetreboot.journal.Appends.PUMP;
import static org.fleetreboot.journal.Appends.VALVE;
import static org.fleetreboot.journal.Appends.append;
import static org.fleetreboot.journal.Appends.to;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.fleetreboot.workflow.group.GroupEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of every journal about snapshots. */
public abstract class SnapshotContract {
  private static final StreamId RUN = StreamId.run("run-1");

  protected Journal journal;

  /** An empty journal. */
  protected abstract Journal open();

  /** The same journal as the next start of the program sees it; {@code closed} is closed. */
  protected abstract Journal reopen(Journal closed);

  @BeforeEach
  void openJournal() {
    journal = open();
  }

  @AfterEach
  void closeJournal() {
    journal.close();
  }

  @Test
  void aStreamThatDoesNotExistIsNeitherOpenNorClosed() {
    assertThat(snapshots(PUMP)).isEqualTo(new Snapshots(Map.of(), Set.of()));
    assertThat(openIn(HUB).events).isEmpty();
  }

  @Test
  void aDeviceThatAGroupNamesHasNoStreamBeforeItsFirstEvent() {
    StreamId group = StreamId.group("north", "run-1", "ring");
    GroupEvent added = new GroupEvent.TargetsAdded(Instant.EPOCH, List.of("pump-7"));
    NewEvent event = new EventCodec().encode(new UUID(7, 7), added);
    append(journal, new StreamAppend(group, 0, List.of(event)));

    assertThat(snapshots(PUMP)).isEqualTo(new Snapshots(Map.of(), Set.of()));
  }

  @Test
  void aStreamIsOpenUntilTheSnapshotOfItsLastEventIsSaved() {
    append(journal, to(PUMP, 0, 2), to(VALVE, 0, 1));
    assertThat(snapshots(PUMP, VALVE).open()).containsExactlyInAnyOrder(PUMP, VALVE);

    save(snapshot(PUMP, 2, "at rest"));

    assertThat(snapshots(PUMP, VALVE))
        .isEqualTo(new Snapshots(Map.of(PUMP, snapshot(PUMP, 2, "at rest")), Set.of(VALVE)));
    assertThat(openIn(HUB).places()).containsExactly("device/north/valve-1 1");
    assertThat(openIn(HUB).bases).isEmpty();
  }

  @Test
  void anAppendOpensAStreamAgain() {
    append(journal, to(PUMP, 0, 2));
    save(snapshot(PUMP, 2, "at rest"));
    append(journal, to(VALVE, 0, 1), to(PUMP, 2, 2));

    assertThat(snapshots(PUMP)).isEqualTo(new Snapshots(Map.of(), Set.of(PUMP)));
    Opened open = openIn(HUB);
    assertThat(open.bases).containsExactly(snapshot(PUMP, 2, "at rest"));
    assertThat(open.places())
        .containsExactly(
            "device/north/valve-1 1", "device/north/pump-7 3", "device/north/pump-7 4");
    assertThat(open.expected).isBetween(3L, 5L);
  }

  @Test
  void aSnapshotThatAnAppendHasOvertakenIsIgnored() {
    append(journal, to(PUMP, 0, 2));
    var append = journal.append(HUB, List.of(to(PUMP, 2, 1)));
    var save = journal.saveSnapshots(List.of(snapshot(PUMP, 2, "too late")));
    append.join();
    save.join();

    assertThat(snapshots(PUMP).open()).containsExactly(PUMP);
    assertThat(openIn(HUB).bases).isEmpty();
  }

  @Test
  void aSnapshotAheadOfItsStreamIsIgnored() {
    append(journal, to(PUMP, 0, 2));
    save(snapshot(PUMP, 3, "of the future"), snapshot(VALVE, 1, "of nothing"));

    assertThat(snapshots(PUMP, VALVE)).isEqualTo(new Snapshots(Map.of(), Set.of(PUMP)));
  }

  @Test
  void aLaterSnapshotTakesThePlaceOfTheOneBefore() {
    append(journal, to(PUMP, 0, 1));
    save(snapshot(PUMP, 1, "first"));
    append(journal, to(PUMP, 1, 1));
    save(snapshot(PUMP, 2, "second"));
    save(snapshot(PUMP, 2, "second, again"));

    assertThat(snapshots(PUMP).current()).containsValue(snapshot(PUMP, 2, "second, again"));
    assertThat(openIn(HUB).bases).isEmpty();
  }

  @Test
  void snapshotsOfSeveralPartitionsAreSavedTogether() {
    append(journal, to(PUMP, 0, 1));
    append(journal, to(RUN, 0, 1));
    save(snapshot(PUMP, 1, "device"), snapshot(RUN, 1, "run"));

    assertThat(snapshots(PUMP, RUN).current()).containsOnlyKeys(PUMP, RUN);
    assertThat(openIn(StreamId.RUNS).events).isEmpty();
  }

  @Test
  void discardingSnapshotsOpensEveryStreamAndSetsTheFormat() {
    append(journal, to(PUMP, 0, 2), to(VALVE, 0, 1));
    save(snapshot(PUMP, 2, "old form"));
    assertThat(journal.snapshots().format()).isZero();

    journal.discardSnapshots(7).join();

    assertThat(journal.snapshots().format()).isEqualTo(7);
    assertThat(snapshots(PUMP, VALVE).open()).containsExactlyInAnyOrder(PUMP, VALVE);
    assertThat(openIn(HUB).places()).hasSize(3);
    save(snapshot(PUMP, 2, "new form"));
    assertThat(snapshots(PUMP).current()).containsOnlyKeys(PUMP);
  }

  @Test
  void theNextStartFindsTheSameSnapshots() {
    append(journal, to(PUMP, 0, 2), to(VALVE, 0, 1));
    journal.discardSnapshots(7).join();
    save(snapshot(PUMP, 2, "at rest"));
    journal = reopen(journal);

    assertThat(journal.snapshots().format()).isEqualTo(7);
    assertThat(snapshots(PUMP, VALVE))
        .isEqualTo(new Snapshots(Map.of(PUMP, snapshot(PUMP, 2, "at rest")), Set.of(VALVE)));
    append(journal, to(PUMP, 2, 1));
    assertThat(openIn(HUB).places())
        .containsExactly("device/north/valve-1 1", "device/north/pump-7 3");
  }

  @Test
  void allSnapshotsAreReadEvenThoseOfOpenStreams() {
    List<StreamId> streams =
        IntStream.range(0, 2_100).mapToObj(i -> StreamId.device("north", "many-" + i)).toList();
    append(journal, streams.stream().map(stream -> to(stream, 0, 1)).toArray(StreamAppend[]::new));
    Snapshot[] all =
        streams.stream().map(stream -> snapshot(stream, 1, stream.name())).toArray(Snapshot[]::new);
    save(all);
    append(journal, to(streams.get(7), 1, 1));

    List<Snapshot> read = new ArrayList<>();
    journal.snapshots().readAll(read::add);
    assertThat(read).containsExactlyInAnyOrder(all);
  }

  @Test
  void manyStreamsAreReadAtOnce() {
    List<StreamId> streams =
        IntStream.range(0, 2_500).mapToObj(i -> StreamId.device("north", "many-" + i)).toList();
    append(journal, streams.stream().map(stream -> to(stream, 0, 1)).toArray(StreamAppend[]::new));
    save(
        streams.stream()
            .map(stream -> snapshot(stream, 1, stream.name()))
            .toArray(Snapshot[]::new));
    append(journal, to(streams.get(7), 1, 1));

    Snapshots all = journal.snapshots().of(streams);
    assertThat(all.current()).hasSize(2_499);
    assertThat(all.open()).containsExactly(streams.get(7));
  }

  @Test
  void openEventsAreThoseThatNoSnapshotCoversInAnyHistory() {
    Random random = new Random(11);
    List<StreamId> streams =
        IntStream.range(0, 12).mapToObj(i -> StreamId.device("north", "pump-" + i)).toList();
    Map<StreamId, Long> heads = new HashMap<>();
    Map<StreamId, Long> saved = new HashMap<>();
    for (int step = 0; step < 400; step++) {
      StreamId stream = streams.get(random.nextInt(streams.size()));
      long head = heads.getOrDefault(stream, 0L);
      if (random.nextInt(3) > 0) {
        int events = 1 + random.nextInt(3);
        append(journal, to(stream, head, events));
        heads.put(stream, head + events);
      } else if (head > 0) {
        long version = Math.max(1, head - random.nextInt(2));
        save(snapshot(stream, version, "state " + version));
        if (version == head) {
          saved.put(stream, head);
        }
      }
      if (random.nextInt(50) == 0) {
        journal = reopen(journal);
      }
    }

    List<String> expected =
        journal.readAll(HUB, Position.START, 10_000).stream()
            .filter(event -> event.version() > saved.getOrDefault(event.stream(), 0L))
            .map(Opened::place)
            .toList();
    Opened open = openIn(HUB);
    assertThat(open.places()).isEqualTo(expected).isNotEmpty();
    Set<StreamId> openStreams = new HashSet<>(heads.keySet());
    openStreams.removeIf(stream -> heads.getOrDefault(stream, 0L).equals(saved.get(stream)));
    assertThat(open.bases)
        .extracting(Snapshot::stream)
        .containsExactlyInAnyOrderElementsOf(
            openStreams.stream().filter(saved::containsKey).toList());
    assertThat(journal.snapshots().of(streams).open()).isEqualTo(openStreams);
  }

  private Snapshots snapshots(StreamId... streams) {
    return journal.snapshots().of(List.of(streams));
  }

  private void save(Snapshot... snapshots) {
    journal.saveSnapshots(List.of(snapshots)).join();
  }

  private Opened openIn(String partition) {
    Opened open = new Opened();
    journal.snapshots().readOpen(partition, open);
    return open;
  }

  private static Snapshot snapshot(StreamId stream, long version, String state) {
    return new Snapshot(stream, version, state.getBytes(StandardCharsets.UTF_8));
  }

  private static final class Opened implements OpenStreams {
    final List<Snapshot> bases = new ArrayList<>();
    final List<RecordedEvent> events = new ArrayList<>();
    long expected;

    @Override
    public void expectAtMost(long howMany) {
      expected = howMany;
    }

    @Override
    public void base(Snapshot snapshot) {
      bases.add(snapshot);
    }

    @Override
    public void event(RecordedEvent event) {
      events.add(event);
    }

    List<String> places() {
      return events.stream().map(Opened::place).toList();
    }

    static String place(RecordedEvent event) {
      return event.stream().name() + " " + event.version();
    }
  }
}
