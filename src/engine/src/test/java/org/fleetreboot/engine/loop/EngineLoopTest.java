package org.fleetreboot.engine.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import org.fleetreboot.engine.EngineObserver;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.engine.state.EventIds;
import org.fleetreboot.engine.state.Fleet;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.memory.InMemoryJournal;
import org.fleetreboot.workflow.Requester;
import org.junit.jupiter.api.Test;

/** What the loop does with its queue, step by step. */
class EngineLoopTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final ManualClock clock = new ManualClock(NOON);
  private final InMemoryJournal journal = new InMemoryJournal(clock);
  private final CommandQueue queue = new CommandQueue(true);
  private boolean durable;
  private final EngineLoop loop =
      new EngineLoop(
          journal,
          core(),
          queue,
          clock,
          DurableEngine.neverMoved(clock),
          new StepEffects(
              null, () -> durable = true, new JournalContext(queue, journal, new EventCodec())),
          EngineObserver.NONE);

  private static EngineCore core() {
    SplittableRandom random = new SplittableRandom(1);
    return new EngineCore(
        new Fleet(List.of("local")),
        EngineSettings.of("local"),
        new EventCodec(),
        random,
        new EventIds(random, null, NOON),
        EngineObserver.NONE,
        NOON);
  }

  @Test
  void aDefectAfterARecordedFactStopsTheEngineBeforeTheFactIsDurable() {
    CompletionStage<Boolean> cut =
        queue.ask(
            (core, now) -> {
              core.control.stopFleet(null, Requester.login("ada"), "fire", now);
              throw new ArithmeticException("long overflow");
            });

    assertThatThrownBy(() -> loop.step(Duration.ZERO, null))
        .isInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("long overflow");
    assertThat(cut)
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .havingRootCause()
        .withMessage("long overflow");
    assertThat(durable).isFalse();
    assertThat(journal.partitions()).isEmpty();
  }

  @Test
  void closingItsQueueWakesTheThreadThatWaitsForACommand() {
    assertThat(loop.hasWork()).isFalse();

    queue.close();

    assertThat(loop.hasWork()).isTrue();
  }
}
