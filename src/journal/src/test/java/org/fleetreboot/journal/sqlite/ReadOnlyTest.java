package org.fleetreboot.journal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fleetreboot.journal.Appends.HUB;
import static org.fleetreboot.journal.Appends.PUMP;
import static org.fleetreboot.journal.Appends.append;
import static org.fleetreboot.journal.Appends.to;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.file.JournalFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadOnlyTest {
  private final Path directory;
  private final Path file;

  ReadOnlyTest(@TempDir Path directory) {
    this.directory = directory;
    this.file = directory.resolve("journal.db");
  }

  @Test
  void aReaderSeesTheWritersAppends() {
    try (Journal writer = open();
        JournalReader reader = JournalFile.openReadOnly(file)) {
      append(writer, to(PUMP, 0, 2));
      assertThat(reader.head(HUB)).isEqualTo(new Position(2));

      append(writer, to(PUMP, 2, 1));
      assertThat(reader.readAll(HUB, new Position(2), 10)).hasSize(1);
    }
  }

  @Test
  void readingAClosedJournalLeavesNoFileBehind() throws IOException {
    try (Journal writer = open()) {
      append(writer, to(PUMP, 0, 2));
    }
    List<String> before = files();

    try (JournalReader reader = JournalFile.openReadOnly(file)) {
      assertThat(reader.read(PUMP)).hasSize(2);
    }

    assertThat(files()).isEqualTo(before);
  }

  @Test
  void aReaderSeesAllThatAKilledWriterHadAcknowledged() throws IOException {
    int acknowledged;
    try (ForkedWriter writer =
        ForkedWriter.start(file, directory.resolve("acknowledged"), Long.MAX_VALUE)) {
      writer.awaitAcknowledged(50);
      writer.kill();
      acknowledged = writer.acknowledged().size();
    }

    try (JournalReader reader = JournalFile.openReadOnly(file)) {
      assertThat(reader.head(HUB)).isGreaterThanOrEqualTo(new Position(acknowledged));
    }
  }

  @Test
  void aReaderDoesNotKeepAWriterOut() {
    open().close();

    try (JournalReader reader = JournalFile.openReadOnly(file);
        Journal writer = open()) {
      append(writer, to(PUMP, 0, 1));
      assertThat(reader.read(PUMP)).hasSize(1);
    }
  }

  private Journal open() {
    return JournalFile.open(file, InstantSource.system());
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
