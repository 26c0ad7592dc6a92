package org.fleetreboot.journal.sqlite.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.fleetreboot.journal.JournalRefused;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.care.ChainHead;
import org.fleetreboot.journal.care.Finding;
import org.fleetreboot.journal.care.LongWork;
import org.fleetreboot.journal.care.Verification;
import org.fleetreboot.journal.sqlite.DamagedCopy;
import org.fleetreboot.journal.sqlite.RealJournal;
import org.fleetreboot.journal.sqlite.StreamReads;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifierTest {
  private static final String HUB_NO =
      "(SELECT partition_no FROM partition WHERE name = 'hub/north')";

  private final Path directory;
  private final Path file;

  VerifierTest(@TempDir Path directory) {
    this.directory = directory;
    this.file = RealJournal.write(directory.resolve("journal.db"));
  }

  @Test
  void aWholeJournalIsWhole() {
    Verification found = verify();

    assertThat(found.findings()).isEmpty();
    assertThat(found.events()).isEqualTo(RealJournal.RUN_EVENTS + RealJournal.HUB_EVENTS);
    assertThat(found.heads())
        .extracting(ChainHead::partition, ChainHead::position)
        .containsExactly(
            tuple("runs", (long) RealJournal.RUN_EVENTS),
            tuple("hub/north", (long) RealJournal.HUB_EVENTS));
  }

  /** Any change that a person at the sqlite3 prompt could make to one column of one event. */
  @Test
  void aChangeOfAnyColumnOfAnyEventIsNamedAtItsPosition() throws IOException {
    Map<String, List<String>> changes =
        Map.of(
            "sequence", List.of("sequence + 1000", "sequence + (1 << 40) * 5", "-sequence"),
            "stream_no", List.of("stream_no + 1", "stream_no + 99", "0"),
            "version", List.of("version + 1000", "version + 1001", "-version"),
            "event_id", List.of("randomblob(16)", "x'00'", "CAST('text' AS BLOB)"),
            "type_no", List.of("(type_no + 1) % 3 + 1", "type_no + 99"),
            "recorded_at", List.of("recorded_at + 1", "recorded_at - 1", "0"),
            "hash", List.of("randomblob(32)", "x''"),
            "data", List.of("CAST(data || ' ' AS BLOB)", "x''", "CAST('{}' AS BLOB)"));
    List<String> columns = changes.keySet().stream().sorted().toList();
    byte[] whole = Files.readAllBytes(file);
    SplittableRandom random = new SplittableRandom(27);
    for (int i = 0; i < 120; i++) {
      Files.write(file, whole);
      String column = columns.get(random.nextInt(columns.size()));
      List<String> values = changes.getOrDefault(column, List.of());
      String value = values.get(random.nextInt(values.size()));
      long position = 1L + random.nextInt(RealJournal.HUB_EVENTS);
      if (DamagedCopy.changes(
              file,
              "UPDATE event SET %1$s = %2$s WHERE %3$s AND %1$s IS NOT %2$s"
                  .formatted(column, value, hubEvent(position)))
          == 0) {
        continue;
      }

      List<Finding> findings = verify().findings();

      assertThat(findings).as("%s = %s at %d", column, value, position).isNotEmpty();
      assertThat(first(findings))
          .as("%s = %s at %d: %s", column, value, position, findings)
          .isEqualTo("hub/north " + position);
    }
  }

  @Test
  void aChangedOutcomeIsNamed() {
    DamagedCopy.sql(
        file,
        "UPDATE event SET type_no = (SELECT type_no FROM event_type WHERE name ="
            + " 'reboot.accepted.v1') WHERE "
            + hubEvent(4));

    assertThat(verify().findings())
        .extracting(Finding::what)
        .containsExactly(
            "event 4 of hub/north (reboot.accepted.v1, version 2 of device/north/pump-8) does not"
                + " fit its hash: it was changed or put in, or another was removed before it");
  }

  @Test
  void aRemovedEventIsNamedEvenIfTheOthersCloseUp() {
    DamagedCopy.sql(file, "DELETE FROM event WHERE " + hubEvent(3));
    assertNamed(3);

    DamagedCopy.sql(
        file, "UPDATE event SET sequence = sequence - 1 WHERE sequence > " + HUB_NO + " << 40 | 3");
    assertNamed(3);
  }

  @Test
  void aRemovedLastEventIsNamed() {
    DamagedCopy.sql(file, "DELETE FROM event WHERE " + hubEvent(RealJournal.HUB_EVENTS));

    assertNamed(RealJournal.HUB_EVENTS);
  }

  @Test
  void anEventPutInIsNamed() {
    DamagedCopy.sql(
        file,
        "INSERT INTO event SELECT sequence + "
            + (RealJournal.HUB_EVENTS - 3)
            + ", stream_no, version + 1, event_id, type_no, recorded_at, hash, data FROM event"
            + " WHERE "
            + hubEvent(4));

    assertNamed(RealJournal.HUB_EVENTS + 1);
  }

  @Test
  void eachByteThatChangesWhatAnyReaderSeesIsNamed() throws IOException {
    StreamReads reads = new StreamReads(file);
    List<RecordedEvent> before = reads.all();
    byte[] whole = Files.readAllBytes(file);
    SplittableRandom random = new SplittableRandom(28);
    int named = 0;
    for (int i = 0; i < 300; i++) {
      int at = random.nextInt(whole.length);
      Files.write(file, whole);
      DamagedCopy.flip(file, at, 1 << random.nextInt(8));
      if (isNamed()) {
        named++;
      } else {
        assertThat(reads.all()).as("byte %d", at).isEqualTo(before);
      }
    }
    assertThat(named).isGreaterThan(10);
  }

  @Test
  void aTableWithOtherColumnsIsNamed() {
    String column = "rebooted_again";
    DamagedCopy.sql(file, "ALTER TABLE run_device RENAME COLUMN " + column + " TO other");

    assertThat(verify().findings())
        .extracting(Finding::what)
        .containsExactly(
            "After %d events it cannot be read: no such column: %s"
                .formatted(verify().events(), column));
  }

  private boolean isNamed() {
    try {
      return !verify().isWhole();
    } catch (JournalRefused e) {
      return true;
    }
  }

  @Test
  void aTruncatedFileIsNamed() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 5_000));

    assertThat(verify().findings())
        .extracting(Finding::what)
        .containsExactly(
            "It has %,d bytes and should have %,d".formatted(whole.length - 5_000, whole.length));
  }

  @Test
  void aJournalThatWasWrittenAnewLacksTheExpectedHead() throws IOException {
    List<ChainHead> noted = verify().heads();
    Path other = RealJournal.write(directory.resolve("other.db"));
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);

    assertThat(Verifier.verify(file, noted, LongWork.UNWATCHED).findings())
        .extracting(Finding::what)
        .first()
        .asString()
        .contains("is not the one of the expected head");
  }

  @Test
  void oneOfTwoContradictingHeadsIsEnoughForAnAlarm() {
    ChainHead here = verify().heads().get(0);
    ChainHead other = new ChainHead(here.partition(), here.position(), "0".repeat(64));

    for (List<ChainHead> kept : List.of(List.of(here, other), List.of(other, here))) {
      assertThat(Verifier.verify(file, kept, LongWork.UNWATCHED).isWhole()).isFalse();
    }
  }

  @Test
  void anOlderCopyLacksTheExpectedHead() throws IOException {
    Path older = directory.resolve("older.db");
    Files.copy(file, older);
    RealJournal.extend(file);
    List<ChainHead> noted = verify().heads();

    assertThat(Verifier.verify(older, noted, LongWork.UNWATCHED).findings())
        .extracting(Finding::what)
        .containsExactly(
            "hub/north ends at event %d, and had event %d: the events after it were removed, a -wal file was lost, or it is an older copy"
                .formatted(RealJournal.HUB_EVENTS, RealJournal.HUB_EVENTS + 1));
  }

  @Test
  void aLongerJournalStillContainsAnEarlierHead() {
    List<ChainHead> noted = verify().heads();
    RealJournal.extend(file);

    assertThat(Verifier.verify(file, noted, LongWork.UNWATCHED).isWhole()).isTrue();
  }

  @Test
  void anEventThatTheRulesDoNotWriteIsNamedThoughItsHashFits() {
    RealJournal.contradict(file);

    assertThat(verify().findings())
        .extracting(Finding::what)
        .first()
        .asString()
        .contains("is not one that the rules write");
  }

  private static String hubEvent(long position) {
    return "sequence = " + HUB_NO + " << 40 | " + position;
  }

  private void assertNamed(long position) {
    assertThat(first(verify().findings())).isEqualTo("hub/north " + position);
  }

  /** Partition and position of the first event that is named. */
  private static String first(List<Finding> findings) {
    return findings.stream()
        .map(Finding::event)
        .filter(Objects::nonNull)
        .map(event -> event.partition() + " " + event.position())
        .findFirst()
        .orElse("no event");
  }

  private Verification verify() {
    return Verifier.verify(file, List.of(), LongWork.UNWATCHED);
  }
}
