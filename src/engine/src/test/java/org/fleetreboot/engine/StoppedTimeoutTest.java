package org.fleetreboot.engine;

import java.time.Duration;

/** Nor while all calls are stopped: whoever is waited for might wait for the stop to be lifted. */
class StoppedPatienceTest extends PausedPatienceTest {
  @Override
  void pause(Life life) {
    var unused = life.engine.control().stopFleet("anna", "fire");
    life.drive.settle();
  }

  @Override
  void resume(Life life) {
    var unused = life.engine.control().liftStop("anna", null);
    // Where it came up paused, too: it stood still meanwhile.
    unused = life.engine.control().resume(Life.RUN, "anna", null);
    life.drive.settle();
  }

  /** People see the end that they were told when it began. */
  @Override
  Duration shownLater(Duration rest) {
    return Duration.ZERO;
  }
}
