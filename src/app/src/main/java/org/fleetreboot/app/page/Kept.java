package org.fleetreboot.app.page;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is made once for all who watch, and made anew only after something has changed: at most once
 * a second, and less often if that takes long. Thread-safe.
 */
final class Kept<T> {
  private static final Duration AT_LEAST = Duration.ofMillis(900);

  /** So at most a twentieth of the time of one core is spent on it. */
  private static final int SHARE = 20;

  private final InstantSource clock;
  private @Nullable Made<T> made;

  /**
   * What was made.
   *
   * @param version another after each change
   */
  record Made<T>(T what, long version, Object state, Instant nextAt) {}

  Kept(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * The latest.
   *
   * @param state equal as long as nothing has changed
   */
  synchronized Made<T> of(Object state, Supplier<T> make) {
    Instant began = clock.instant();
    Made<T> last = made;
    if (last != null && (last.state().equals(state) || began.isBefore(last.nextAt()))) {
      return last;
    }
    T what = make.get();
    Duration pause = Duration.between(began, clock.instant()).multipliedBy(SHARE);
    Made<T> fresh =
        new Made<>(
            what,
            last == null ? 1 : last.version() + 1,
            state,
            began.plus(pause.compareTo(AT_LEAST) < 0 ? AT_LEAST : pause));
    made = fresh;
    return fresh;
  }
}
