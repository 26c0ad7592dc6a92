package org.fleetreboot.engine;

import java.time.Duration;
import org.fleetreboot.workflow.Requester;

/**
 * Timeouts stand still while all calls are stopped, too: the people who are waited for may be
 * waiting for the stop to be lifted.
 */
class StoppedTimeoutTest extends PausedTimeoutTest {
  @Override
  void pause(Life life) {
    var unused = life.engine.control().stopFleet(null, Requester.login("anna"), "fire");
    life.drive.settle();
  }

  @Override
  void resume(Life life) {
    var unused = life.engine.control().liftStop(null, Requester.login("anna"), null);
    // Where it came up paused, too: it stood still meanwhile.
    unused = life.engine.control().resume(Life.RUN, Requester.login("anna"), null);
    life.drive.settle();
  }

  /** The shown end stays as it was when the step began. */
  @Override
  Duration shownLater(Duration rest) {
    return Duration.ZERO;
  }
}
