package org.fleetreboot.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.fleetreboot.engine.FakeHub.Behavior;
import org.fleetreboot.engine.loop.ManualClock;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.memory.InMemoryJournal;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.fleet.JournalDoubt;
import org.fleetreboot.workflow.fleet.JournalPlace;
import org.fleetreboot.workflow.group.StepResult;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.Limit;
import org.fleetreboot.workflow.options.Pace;
import org.junit.jupiter.api.Test;

/** A journal that was copied while the program ran calls no device until it is adopted. */
class CopiedJournalTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final GroupOptions ONE_BY_ONE =
      GroupOptions.DEFAULT.with(Pace.inFlight(new Limit(1, false)));
  private static final JournalPlace HERE = new JournalPlace("inode 1", null, "a:/j.db");
  private static final JournalPlace COPY = new JournalPlace("inode 2", null, "b:/j.db");

  private final ManualClock clock = new ManualClock(NOON);
  private final FakeHub hub = new FakeHub(clock);
  private final InMemoryJournal journal = new InMemoryJournal(clock);

  @Test
  void aCopyPollsAndAcceptsTriggersButCallsOnlyOnceItIsAdopted() {
    hub.add("pump-1", Behavior.REBOOTS);
    hub.add("pump-2", Behavior.REBOOTS);
    Life first = life(HERE);
    first.accept();
    first.chain(ONE_BY_ONE, List.of(List.of("pump-1", "pump-2")));
    first.routes.takeTurns(first.drive);
    first.close();

    Life copy = life(COPY);
    copy.chain(ONE_BY_ONE, List.of(List.of("pump-1", "pump-2")));
    copy.pass(MINUTE);

    assertThat(copy.outcomes())
        .as("polling continues, calls do not")
        .containsOnly(entry("pump-1", "confirmed"), entry("pump-2", "waiting"));
    assertThat(hub.calls()).containsOnly(entry("pump-1", 1), entry("pump-2", 0));
    assertThat(copy.engine.view().stops())
        .singleElement()
        .satisfies(
            stop -> {
              assertThat(stop.doubt()).isEqualTo(JournalDoubt.COPIED);
              assertThat(stop.reason()).contains("a:/j.db");
            });

    var unused = copy.engine.control().resume(Life.RUN, Requester.login("anna"), null);
    copy.pass(MINUTE);

    assertThat(copy.engine.view().stops()).isEmpty();
    assertThat(copy.engine.view().journal("local"))
        .satisfies(taken -> assertThat(taken.epoch()).isEqualTo(2));
    assertThat(copy.outcomes()).containsEntry("pump-2", "confirmed");
    assertThat(hub.calls()).containsOnly(entry("pump-1", 1), entry("pump-2", 1));
    copy.close();

    Life second = life(COPY);
    assertThat(second.engine.view().stops()).as("it stays adopted").isEmpty();
  }

  @Test
  void timeoutsContinueWithTheirRemainingTimeOnceTheJournalIsAdopted() {
    Life first = life(HERE);
    first.accept();
    first.close();
    Life copy = life(COPY);
    var unused =
        copy.engine
            .steps()
            .approval(Life.RUN, "go", new ApprovalOptions(MINUTE, Set.of(), false))
            .thenAccept(copy.answers::add);
    copy.drive.settle();
    copy.drive.advance(Duration.ofHours(12));

    var takenOn = copy.engine.control().adoptJournal(Requester.login("anna"), null);
    copy.drive.advance(Duration.ofSeconds(59));
    var approved = copy.engine.control().approve(Life.RUN, "go", Requester.login("anna"), null);
    copy.drive.settle();

    assertThat(takenOn).isCompletedWithValue(true);
    assertThat(approved).isCompletedWithValue(true);
    assertThat(copy.answers).extracting(StepAnswer::result).containsExactly(StepResult.SUCCEEDED);
  }

  private Life life(JournalPlace place) {
    Journal store = journal;
    return new Life(store, hub, clock, 1, EngineSettings.of("local").withJournalAt(place));
  }
}
