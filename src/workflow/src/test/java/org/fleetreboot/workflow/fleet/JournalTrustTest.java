package org.fleetreboot.workflow.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.fleet.FleetStopEvent.JournalDoubted;
import org.fleetreboot.workflow.fleet.FleetStopEvent.JournalPlaced;
import org.fleetreboot.workflow.fleet.KnownJournal.Standing;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A journal is trusted if it is the whole history of its hub. */
class JournalTrustTest {
  private static final Instant NOW = Instant.parse("2026-11-29T06:00:00Z");
  private static final UUID OURS = UUID.fromString("00000000-0000-4000-8000-000000000001");
  private static final UUID OTHER = UUID.fromString("00000000-0000-4000-8000-000000000002");
  private static final JournalPlace HERE = new JournalPlace("inode 1", null, "a:/j.db");
  private static final JournalPlace COPY = new JournalPlace("inode 2", null, "b:/j.db");

  private FleetStop stop = FleetStop.NONE;
  private Set<UUID> rewritten = Set.of();

  @Test
  void theFirstStartPlacesIt() {
    assertThat(open(HERE)).containsExactly(placed(1, HERE));
    assertThat(stop.holds()).isFalse();
    assertThat(open(HERE)).isEmpty();
  }

  @Test
  void aCopyIsDoubtedUntilAPersonAdoptsIt() {
    open(HERE);
    assertThat(open(COPY)).singleElement().isInstanceOf(JournalDoubted.class);
    assertThat(stop.holds()).isTrue();
    assertThat(open(COPY)).as("once").isEmpty();
    assertThat(stop.holds()).as("after another start").isTrue();

    apply(stop.adopt(NOW, COPY, Requester.login("anna"), null));

    assertThat(stop.holds()).isFalse();
    assertThat(stop.trust().placed()).isEqualTo(placed(2, COPY, Requester.login("anna")));
    assertThat(open(COPY)).isEmpty();
    assertThat(stop.adopt(NOW, COPY, Requester.login("anna"), null)).as("twice").isEmpty();
  }

  @Test
  void theSameFileUnderAnotherPathIsNotDoubted() {
    open(HERE);
    JournalPlace renamed = new JournalPlace("inode 1", null, "a:/renamed.db");

    assertThat(open(renamed)).containsExactly(placed(1, renamed));
    assertThat(stop.holds()).isFalse();
  }

  @Test
  void theOperatorsNameForThePlaceTakesPrecedenceOverTheFile() {
    open(new JournalPlace("inode 1", "cellar", "a:/j.db"));
    open(new JournalPlace("inode 7", "cellar", "a:/j.db"));
    assertThat(stop.holds()).as("the file is a new one in each container").isFalse();

    open(new JournalPlace("inode 7", "attic", "a:/j.db"));
    assertThat(stop.holds()).as("a cloned disk").isTrue();
  }

  @Test
  void aPlaceThatIsNamedLaterStaysTheSame() {
    open(HERE);
    open(new JournalPlace("inode 1", "cellar", "a:/j.db"));

    assertThat(stop.holds()).isFalse();
  }

  @Test
  void aMarkThatOnlyOneJdkSeesIsIgnored() {
    JournalPlace made = new JournalPlace("inode 1, made 2026-11-29T06:00:00Z", null, "a:/j.db");
    open(made);
    open(HERE);
    open(made);
    assertThat(stop.holds()).isFalse();

    open(new JournalPlace("inode 12", null, "a:/j.db"));
    assertThat(stop.holds()).isTrue();
  }

  @Test
  void aRestoredBackupIsDoubted() {
    open(HERE);
    open(HERE, Map.of("runs", 4L, "hub/h", 40L), seen(OURS, 1, 40, Standing.UNDER_WAY));
    assertThat(stop.holds()).as("not behind what was seen").isFalse();

    open(HERE, Map.of("runs", 4L, "hub/h", 39L), seen(OURS, 1, 40, Standing.AT_REST));
    assertThat(doubt()).isEqualTo(JournalDoubt.RESTORED);
  }

  @Test
  void aJournalWhoseHistoryWasRewrittenIsDoubtedUntilItIsAdopted() {
    open(HERE);
    rewritten = Set.of(OURS);
    open(HERE, Map.of("hub/h", 40L), seen(OURS, 1, 40, Standing.UNDER_WAY));
    assertThat(doubt()).isEqualTo(JournalDoubt.REWRITTEN);
    assertThat(stop.trust().doubted())
        .extracting(JournalDoubted::reason)
        .asString()
        .startsWith("the history in this journal was rewritten: a:/other.db, seen ");

    apply(stop.adopt(NOW, HERE, Requester.login("anna"), null));
    open(HERE, Map.of("hub/h", 40L), seen(OURS, 1, 40, Standing.UNDER_WAY));
    assertThat(stop.holds()).isFalse();
  }

  @Test
  void theOriginalIsDoubtedWhenItsCopyWasAdopted() {
    open(HERE);
    open(HERE, Map.of("hub/h", 50L), seen(OURS, 2, 40, Standing.UNDER_WAY));

    assertThat(doubt()).isEqualTo(JournalDoubt.COPY_ADOPTED);
  }

  @Test
  void aFreshJournalIsDoubtedWhileAnotherIsUnderWay() {
    open(HERE, Map.of(), seen(OTHER, 1, 40, Standing.UNDER_WAY));
    assertThat(doubt()).isEqualTo(JournalDoubt.OTHER_JOURNAL);

    apply(stop.adopt(NOW, HERE, Requester.login("anna"), "lost"));
    KnownJournal replaced = seen(OTHER, 1, 40, Standing.UNDER_WAY).besideAnother();
    open(HERE, Map.of("hub/h", 3L), replaced, seen(OURS, 2, 3, Standing.UNDER_WAY));
    assertThat(stop.holds()).as("once a person has adopted it").isFalse();
  }

  @Test
  void aJournalAdoptedElsewhereIsDoubtedWhileAnotherIsUnderWay() {
    JournalPlace cellar = new JournalPlace("inode 1", "cellar", "a:/j.db");
    open(COPY);
    open(cellar);
    apply(stop.adopt(NOW, cellar, Requester.login("anna"), "moved"));
    open(cellar, Map.of("hub/h", 40L), seen(OTHER, 1, 40, Standing.UNDER_WAY));

    assertThat(doubt()).isEqualTo(JournalDoubt.OTHER_JOURNAL);
  }

  @Test
  void aFreshJournalIsTrustedWhenNoOtherIsUnderWay() {
    open(HERE, Map.of(), seen(OTHER, 1, 40, Standing.AT_REST));

    assertThat(stop.holds()).isFalse();
  }

  @Test
  void aJournalThatAnotherOneReplacedIsDoubted() {
    open(HERE);
    KnownJournal replaced = seen(OURS, 1, 0, Standing.UNDER_WAY).besideAnother();
    open(HERE, Map.of("hub/h", 1L), replaced, seen(OTHER, 2, 3, Standing.AT_REST));

    assertThat(doubt()).isEqualTo(JournalDoubt.OTHER_JOURNAL);
  }

  @Test
  void aLostStateFolderCausesNoDoubt() {
    open(HERE);
    open(HERE, Map.of("hub/h", 40L));

    assertThat(stop.holds()).isFalse();
  }

  @Test
  void aStopByAPersonAndADoubtAreIndependent() {
    open(HERE);
    apply(stop.stop(NOW, Requester.login("anna"), "fire"));
    open(COPY);
    apply(stop.lift(NOW, Requester.login("anna"), null));
    assertThat(stop.holds()).as("the doubt remains").isTrue();

    apply(stop.stop(NOW, Requester.login("anna"), "fire"));
    apply(stop.adopt(NOW, COPY, Requester.login("anna"), null));
    assertThat(stop.holds()).as("the stop remains").isTrue();
  }

  private @Nullable JournalDoubt doubt() {
    JournalDoubted doubted = stop.trust().doubted();
    return doubted == null ? null : doubted.doubt();
  }

  private List<FleetStopEvent> open(JournalPlace place) {
    return open(place, Map.of());
  }

  private List<FleetStopEvent> open(
      JournalPlace place, Map<String, Long> ends, KnownJournal... seen) {
    return apply(stop.open(NOW, new JournalOpening(place, ends, rewritten, List.of(seen)), OURS));
  }

  private List<FleetStopEvent> apply(List<FleetStopEvent> events) {
    events.forEach(event -> stop = stop.evolve(event));
    return events;
  }

  private static JournalPlaced placed(long epoch, JournalPlace place) {
    return placed(epoch, place, Requester.PROGRAM);
  }

  private static JournalPlaced placed(long epoch, JournalPlace place, Requester by) {
    return new JournalPlaced(NOW, OURS, epoch, place, by, null);
  }

  private static KnownJournal seen(UUID journal, long epoch, long end, Standing standing) {
    return new KnownJournal(
        journal,
        epoch,
        Map.of("hub/h", end),
        Map.of(),
        standing,
        new JournalPlace("inode 7", null, "a:/other.db"),
        NOW);
  }
}
