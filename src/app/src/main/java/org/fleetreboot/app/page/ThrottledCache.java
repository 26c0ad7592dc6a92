package org.fleetreboot.app.page;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value that is made once for all who watch, and made anew only after something has changed: at
 * most once a second, and less often if that takes long. Thread-safe.
 */
final class ThrottledCache<T> {
  private static final Duration AT_LEAST = Duration.ofMillis(900);

  /** So at most a twentieth of the time of one core is spent on it. */
  private static final int SHARE = 20;

  private final InstantSource clock;
  private @Nullable Entry<T> made;

  /**
   * A value.
   *
   * @param version another after each change
   */
  record Entry<T>(T value, long version, Object state, Instant nextAt) {}

  ThrottledCache(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * The latest.
   *
   * @param state equal as long as nothing has changed
   */
  synchronized Entry<T> of(Object state, Supplier<T> make) {
    Instant began = clock.instant();
    Entry<T> last = made;
    if (last != null && (last.state().equals(state) || began.isBefore(last.nextAt()))) {
      return last;
    }
    T value = make.get();
    Duration pause = Duration.between(began, clock.instant()).multipliedBy(SHARE);
    Entry<T> fresh =
        new Entry<>(
            value,
            last == null ? 1 : last.version() + 1,
            state,
            began.plus(pause.compareTo(AT_LEAST) < 0 ? AT_LEAST : pause));
    made = fresh;
    return fresh;
  }
}
