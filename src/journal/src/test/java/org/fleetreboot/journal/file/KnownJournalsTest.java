package org.fleetreboot.journal.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.fleetreboot.journal.FileJournal;
import org.fleetreboot.journal.care.ChainHead;
import org.fleetreboot.workflow.fleet.JournalPlace;
import org.fleetreboot.workflow.fleet.KnownJournal;
import org.fleetreboot.workflow.fleet.KnownJournal.Standing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownJournalsTest {
  private static final HubEndpoint HUB = HubEndpoint.of("myhub.azure-devices.net");

  private final Path folder;

  KnownJournalsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aRememberedJournalIsKnownToTheNextProgram() {
    KnownJournal seen = seen(1, Standing.UNDER_WAY);
    knownJournals().remember(seen(1, Standing.AT_REST));
    knownJournals().remember(seen);

    assertThat(knownJournals().journals()).containsExactly(seen);
    assertThat(KnownJournals.of(folder, HubEndpoint.of("other:443")).journals()).isEmpty();
  }

  @Test
  void aJournalThatWasUnderWayIsReplacedByTheNext() {
    knownJournals().remember(seen(1, Standing.UNDER_WAY));
    knownJournals().remember(seen(2, Standing.UNDER_WAY));

    assertThat(knownJournals().journals())
        .containsExactly(seen(1, Standing.REPLACED), seen(2, Standing.UNDER_WAY));
  }

  @Test
  void theOldestAreForgotten() {
    for (int journal = 1; journal <= 20; journal++) {
      knownJournals().remember(seen(journal, Standing.AT_REST));
    }

    assertThat(knownJournals().journals()).hasSize(16).endsWith(seen(20, Standing.AT_REST));
  }

  @Test
  void aDamagedFileRemembersNothing() throws IOException {
    knownJournals().remember(seen(1, Standing.UNDER_WAY));
    Files.writeString(folder.resolve("journals/myhub.azure-devices.net-443.json"), "[{");

    assertThat(knownJournals().journals()).isEmpty();
  }

  @Test
  void anUnwritableFolderIsNotAFailure() throws IOException {
    Files.writeString(folder.resolve("journals"), "a file in the folder's place");
    KnownJournals knownJournals = knownJournals();
    knownJournals.remember(seen(1, Standing.UNDER_WAY));

    assertThat(knownJournals.journals()).containsExactly(seen(1, Standing.UNDER_WAY));
    assertThat(knownJournals().journals()).isEmpty();
  }

  @Test
  void aCopyIsAtAnotherPlaceAndARenamedFileIsNot() throws IOException {
    Path file = folder.resolve("journal.db");
    JournalPlace first = place(file);
    Path copy = Files.copy(file, folder.resolve("copy.db"));
    assertThat(place(copy).isSameAs(first)).isFalse();

    Path renamed = Files.move(file, folder.resolve("renamed.db"));
    assertThat(place(renamed).isSameAs(first)).isTrue();
  }

  @Test
  void aFileHoldsTheJournalThatWasSeenInItLast() throws IOException {
    Path file = Files.createFile(folder.resolve("journal.db"));
    JournalPlace place = new JournalPlace(FilePlace.marks(file.toRealPath()), null, "host:/j.db");
    knownJournals().remember(seen(1, Standing.UNDER_WAY, place, 9));
    knownJournals().remember(seen(2, Standing.UNDER_WAY, place, 4));
    knownJournals().remember(seen(3, Standing.UNDER_WAY));

    assertThat(KnownJournals.heads(folder, file))
        .containsExactly(new ChainHead("runs", 4, "9f86d081"));
  }

  private static JournalPlace place(Path file) {
    try (FileJournal journal = JournalFile.open(file, InstantSource.system())) {
      return JournalFile.place(journal, null);
    }
  }

  private KnownJournals knownJournals() {
    return KnownJournals.of(folder, HUB);
  }

  private static KnownJournal seen(long journal, Standing standing) {
    return seen(
        journal,
        standing,
        new JournalPlace("inode 7, made 2026-11-29T05:00:00Z", null, "host:/j.db"),
        3);
  }

  private static KnownJournal seen(
      long journal, Standing standing, JournalPlace place, long position) {
    return new KnownJournal(
        new UUID(0, journal),
        1,
        Map.of("runs", position),
        Map.of("runs", "9f86d081"),
        standing,
        place,
        Instant.parse("2026-11-29T06:00:00Z"));
  }
}
