package org.fleetreboot.reboot;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.fleetreboot.journal.care.LongWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs how far a long start is: after a second, and then now and again. */
final class LoggedProgress implements LongWork {
  private static final Logger LOG = LoggerFactory.getLogger(LoggedProgress.class);
  private static final Duration AT_FIRST = Duration.ofSeconds(1);
  private static final Duration BETWEEN = Duration.ofSeconds(10);

  private final InstantSource clock;
  private Instant next;

  LoggedProgress(InstantSource clock) {
    this.clock = clock;
    this.next = clock.instant().plus(AT_FIRST);
  }

  @Override
  public void show(String what, long done, long total) {
    Instant now = clock.instant();
    if (now.isBefore(next)) {
      return;
    }
    next = now.plus(BETWEEN);
    LOG.info("{}: {} of {}", what, done, total);
  }

  /** How far the fold of the journal is. */
  void folded(long folded, long atMost) {
    show("Reading what is open in the journal", folded, atMost);
  }
}
