package org.fleetreboot.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.file.JournalFile;
import org.fleetreboot.journal.view.DeviceFilter;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.fleetreboot.workflow.run.RunStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryBenchTest {
  private final Path folder;

  HistoryBenchTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** The long version is a command: {@code ./fleet-reboot bench history}. */
  @Test
  void itMeasuresOnACopyAndKeepsTheJournal() throws Exception {
    Path file = folder.resolve("history.db");

    Map<String, Object> figures =
        new HistoryBench()
            .run(
                Options.parse(
                    List.of(
                        "--nights",
                        "3",
                        "--devices",
                        "30",
                        "--journal",
                        file.toString(),
                        "--reboots",
                        "20",
                        "--rounds",
                        "1")));

    assertThat(figures)
        .containsKeys(
            "startSeconds",
            "listMillis",
            "getNewestMillis",
            "getOldestMillis",
            "deviceEventsMillis",
            "devicesPageMillis",
            "residentMegabytes",
            "rebootsPerSecond",
            "rebootsPerSecondEmpty",
            "ratioToEmpty");
    assertThat(Files.exists(folder.resolve("history.db.measured"))).isFalse();
    try (JournalReader journal = JournalFile.openReadOnly(file)) {
      assertThat(journal.view().runs()).hasSize(3);
    }
  }

  @Test
  void everyNightIsARunThatHasEndedWithAllItsDevices() throws Exception {
    Path file = folder.resolve("history.db");

    HistoryJournal.build(file, 4, 300);

    try (JournalReader journal = JournalFile.openReadOnly(file)) {
      assertThat(journal.view().runs())
          .hasSize(4)
          .allSatisfy(
              run -> {
                assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
                assertThat(run.tally().settled()).isEqualTo(300);
              });
      assertThat(journal.view().counts(DeviceFilter.ALL))
          .containsKeys(
              DeviceStatus.CONFIRMED,
              DeviceStatus.REJECTED,
              DeviceStatus.OFFLINE,
              DeviceStatus.NOT_CONFIRMED);
    }
  }

  @Test
  void aHalfBuiltHistoryIsContinued() throws Exception {
    Path atOnce = folder.resolve("at-once.db");
    Path continued = folder.resolve("continued.db");
    long events = HistoryJournal.build(atOnce, 4, 30);

    HistoryJournal.build(continued, 2, 30);

    assertThat(HistoryJournal.build(continued, 4, 30)).isEqualTo(events);
    assertThat(texts(continued)).isEqualTo(texts(atOnce));
  }

  @Test
  void anotherHistoryIsRefused() throws Exception {
    Path file = folder.resolve("history.db");
    HistoryJournal.build(file, 2, 30);

    assertThatThrownBy(() -> HistoryJournal.build(file, 1, 30))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("delete the file, or name another with --journal");
  }

  private static List<String> texts(Path file) {
    List<String> texts = new ArrayList<>();
    try (JournalReader journal = JournalFile.openReadOnly(file)) {
      for (String partition : journal.partitions()) {
        journal.readAll(
            partition,
            Position.START,
            event ->
                texts.add(
                    event.stream().name()
                        + event.version()
                        + event.recordedAt()
                        + withoutIds(new String(event.data(), StandardCharsets.UTF_8))));
      }
    }
    return texts;
  }

  private static String withoutIds(String json) {
    return json.replaceAll("\"invocation\":\"[^\"]*\"", "");
  }
}
