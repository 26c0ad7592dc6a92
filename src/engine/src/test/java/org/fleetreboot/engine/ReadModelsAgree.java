package org.fleetreboot.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.NewEvent;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.StreamAppend;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.file.JournalFile;
import org.fleetreboot.journal.projection.FleetFollower;
import org.fleetreboot.journal.view.DeviceFilter;
import org.fleetreboot.journal.view.FleetView;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.journal.view.ViewComparison;
import org.fleetreboot.workflow.device.DeviceStatus;

/** Writes a history to a file, and compares what the file shows with the fold. */
final class ReadModelsAgree {
  private static final int EVENTS_PER_COMMIT = 50;

  /** An empty journal, of which each history gets a copy: tables are slow to create. */
  private static final byte[] EMPTY = empty();

  private ReadModelsAgree() {}

  static void in(JournalReader journal) {
    FleetView fold = new FleetFollower(journal).refresh();
    Path directory = temporary();
    try (Journal file = open(Files.write(directory.resolve("journal.db"), EMPTY))) {
      copy(journal, file);
      requireSame(file.view(), fold);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } finally {
      delete(directory);
    }
  }

  private static byte[] empty() {
    Path directory = temporary();
    try {
      Path file = directory.resolve("journal.db");
      open(file).close();
      return Files.readAllBytes(file);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } finally {
      delete(directory);
    }
  }

  private static Journal open(Path file) {
    return JournalFile.open(file, InstantSource.system());
  }

  private static void requireSame(FleetView shown, FleetView fold) {
    assertThat(new ViewComparison(shown, fold).difference()).isNull();
    for (RunView run : fold.runs()) {
      DeviceFilter all = DeviceFilter.ofRun(run.run());
      assertThat(shown.run(run.run())).isEqualTo(run);
      assertThat(shown.counts(all)).isEqualTo(fold.counts(all));
      for (DeviceStatus status : fold.counts(all).keySet()) {
        DeviceFilter some = all.in(EnumSet.of(status));
        assertThat(FleetView.all(page -> shown.devices(some, page)))
            .isEqualTo(FleetView.all(page -> fold.devices(some, page)));
      }
    }
  }

  /** Runs first: what happens to a device belongs to a run that was accepted before. */
  private static void copy(JournalReader from, Journal to) {
    List<String> partitions = new ArrayList<>(from.partitions());
    partitions.sort(Comparator.comparing((String name) -> !name.equals(StreamId.RUNS)));
    EventCodec codec = new EventCodec();
    for (String partition : partitions) {
      List<StreamAppend> waiting = new ArrayList<>();
      from.readAll(
          partition,
          Position.START,
          event -> {
            waiting.add(append(event, codec));
            if (waiting.size() == EVENTS_PER_COMMIT) {
              to.append(partition, waiting).join();
              waiting.clear();
            }
          });
      if (!waiting.isEmpty()) {
        to.append(partition, waiting).join();
      }
    }
  }

  private static StreamAppend append(RecordedEvent event, EventCodec codec) {
    NewEvent again = new NewEvent(event.id(), event.type(), event.data(), codec.decode(event));
    return new StreamAppend(event.stream(), event.version() - 1, List.of(again));
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("read-models");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
