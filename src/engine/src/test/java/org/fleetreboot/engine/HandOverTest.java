package org.fleetreboot.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.fleetreboot.engine.loop.DurableEngine;
import org.fleetreboot.engine.loop.ManualClock;
import org.fleetreboot.journal.memory.InMemoryJournal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs and turns go to one consumer at a time, until its hand-over is closed. */
class HandOverTest {
  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-23T12:00:00Z"));
  private final Engine engine =
      DurableEngine.open(new InMemoryJournal(clock), EngineSettings.of("local"), clock);

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void runsStayWithTheNextConsumerWhenTheLastHandOverIsClosedTwice() throws Exception {
    AutoCloseable last = engine.runs().handOver("nightly", run -> {});
    last.close();
    var unused = engine.runs().handOver("nightly", run -> {});

    last.close();

    assertThatThrownBy(() -> engine.runs().handOver("nightly", run -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Two routes begin with reboot-run:nightly");
  }

  @Test
  void turnsStayWithTheNextConsumerWhenTheLastHandOverIsClosedTwice() throws Exception {
    AutoCloseable last = engine.turns().handOver(turn -> {});
    last.close();
    var unused = engine.turns().handOver(turn -> {});

    last.close();

    assertThatThrownBy(() -> engine.turns().handOver(turn -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("has a consumer already");
  }
}
