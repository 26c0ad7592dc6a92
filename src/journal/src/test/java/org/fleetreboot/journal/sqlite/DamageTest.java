package org.fleetreboot.journal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fleetreboot.journal.Appends.PUMP;
import static org.fleetreboot.journal.Appends.append;
import static org.fleetreboot.journal.Appends.to;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.JournalDamaged;
import org.fleetreboot.journal.JournalFailed;
import org.fleetreboot.journal.JournalRefused;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.sqlite.read.SqliteReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start and a reader say about a file that is not as the program has left it. */
class DamageTest {
  private static final String HUB_EVENT =
      "sequence >> 40 = (SELECT partition_no FROM partition WHERE name = 'hub/north')"
          + " AND sequence & 0xFFFFFFFFFF = ";

  private final Path directory;
  private final Path file;

  DamageTest(@TempDir Path directory) {
    this.directory = directory;
    this.file = DamagedCopy.journal(directory);
  }

  @Test
  void noSingleChangedByteChangesWhatAReaderOfAllEventsSees() throws IOException {
    List<RecordedEvent> before = DamagedCopy.readAll(file);
    byte[] whole = Files.readAllBytes(file);
    SplittableRandom random = new SplittableRandom(11);
    int named = 0;
    for (int i = 0; i < 250; i++) {
      int at = random.nextInt(whole.length);
      // Most of a small file is free space, so every second change hits what is written there.
      while (i % 2 == 0 && whole[at] == 0) {
        at = random.nextInt(whole.length);
      }
      Files.write(file, whole);
      DamagedCopy.flip(file, at, 1 << random.nextInt(8));
      try {
        assertThat(DamagedCopy.readAll(file)).as("byte %d", at).isEqualTo(before);
      } catch (JournalDamaged | JournalRefused e) {
        named++;
      }
    }
    // The others are in free space.
    assertThat(named).isGreaterThan(10);
  }

  @Test
  void aChangedEventIsNamedByWhoeverReadsIt() {
    DamagedCopy.sql(
        file,
        "UPDATE event SET data = CAST('{\"text\":\"accepted\"}' AS BLOB) WHERE " + HUB_EVENT + 5);

    assertThatThrownBy(() -> DamagedCopy.read(file))
        .isInstanceOf(JournalDamaged.class)
        .hasMessage(
            "Journal %s is damaged: event 5 of hub/north (test.happened.v1, version 3 of device/north/pump-7) does not fit its hash: it was changed, or the one before it was removed. Nothing in it is trusted. Find what is wrong with: journal verify --journal %s. Then put a backup in its place."
                .formatted(file, file));
  }

  @Test
  void anEventRemovedFromTheMiddleIsNamedByWhoeverReadsThere() {
    DamagedCopy.sql(file, "DELETE FROM event WHERE " + HUB_EVENT + 5);

    assertThatThrownBy(() -> DamagedCopy.read(file))
        .isInstanceOf(JournalDamaged.class)
        .hasMessageContaining("event 5 of hub/north is missing");
  }

  @Test
  void aRemovedLastEventIsNamedAtTheStart() {
    DamagedCopy.sql(file, "DELETE FROM event WHERE " + HUB_EVENT + DamagedCopy.DEVICES);

    assertNamedAtTheStart("hub/north should end at event 12, and its last event is 11");
  }

  @Test
  void aLastEventPutInByHandIsNamedAtTheStart() {
    DamagedCopy.sql(
        file,
        "INSERT INTO event SELECT sequence + 1, stream_no, version + 1, event_id, type_no,"
            + " recorded_at, hash, data FROM event WHERE "
            + HUB_EVENT
            + DamagedCopy.DEVICES);

    assertNamedAtTheStart("hub/north should end at event 12, and its last event is 13");
  }

  @Test
  void aLostPartitionIsNamedAtTheStart() {
    DamagedCopy.sql(file, "DELETE FROM partition");

    assertNamedAtTheStart("it has events of no partition");
  }

  @Test
  void aTruncatedFileIsNamedAtTheStart() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int length : List.of(whole.length - 1, whole.length / 2, 600)) {
      Files.write(file, Arrays.copyOf(whole, length));

      assertNamedAtTheStart("it has %,d bytes and should have %,d".formatted(length, whole.length));
    }
  }

  @Test
  void anEmptiedFileIsNamedAtTheStartAndKeepsItsLog() throws IOException {
    try (Journal journal = DamagedCopy.open(file)) {
      append(journal, to(PUMP, 6, 1));
      copyAs("copy.db", "");
      copyAs("copy.db-wal", "-wal");
    }
    Path copy = directory.resolve("copy.db");
    Files.write(copy, new byte[0]);

    assertThatThrownBy(() -> DamagedCopy.open(copy))
        .isInstanceOf(JournalDamaged.class)
        .hasMessageContaining("it is empty, and its -wal file is not");
    assertThat(directory.resolve("copy.db-wal")).isNotEmptyFile();
  }

  @Test
  void aCopyTornInTheMiddleOfACommitIsNamed() throws IOException {
    Path copy = directory.resolve("copy.db");
    byte[] before = Files.readAllBytes(file);
    try (Journal journal = DamagedCopy.open(file)) {
      for (int i = 0; i < 40; i++) {
        append(journal, to(PUMP, 6 + i * 50L, 50));
      }
    }
    byte[] after = Files.readAllBytes(file);
    int page = 4_096;
    int named = 0;
    for (int cut = page; cut < after.length; cut += page) {
      // The copy reached the cut before the checkpoint did, and the rest after it; or vice versa.
      byte[] torn = after.clone();
      System.arraycopy(before, 0, torn, 0, Math.min(cut, before.length));
      Files.write(copy, torn);

      assertThat(isNamed(copy)).as("old up to byte %d", cut).isTrue();
      named++;
    }
    assertThat(named).isGreaterThan(40);
  }

  private static boolean isNamed(Path copy) {
    try (Journal journal = DamagedCopy.open(copy)) {
      DamagedCopy.read(copy);
      long version = journal.read(PUMP).size();
      append(journal, to(PUMP, version, 1));
      return false;
    } catch (JournalFailed e) {
      return e instanceof JournalDamaged;
    }
  }

  private void copyAs(String name, String suffix) throws IOException {
    Files.copy(
        file.resolveSibling(file.getFileName() + suffix),
        directory.resolve(name),
        StandardCopyOption.REPLACE_EXISTING);
  }

  private void assertNamedAtTheStart(String what) {
    assertThatThrownBy(() -> DamagedCopy.open(file))
        .isInstanceOf(JournalDamaged.class)
        .hasMessageContaining(what);
    assertThatThrownBy(() -> SqliteReader.open(file))
        .isInstanceOf(JournalDamaged.class)
        .hasMessageContaining(what);
  }
}
