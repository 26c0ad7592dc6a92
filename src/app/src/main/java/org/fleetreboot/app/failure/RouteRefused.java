package org.fleetreboot.app.failure;

import org.jspecify.annotations.Nullable;

/** What Camel refused to start with, and where in the route files that is written. */
public final class RouteRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String place;
  private final @Nullable String step;

  /**
   * @param place a file, and the line where it is known
   * @param step its id; null where it has none, or is none
   */
  public RouteRefused(String place, @Nullable String step, RuntimeException refusal) {
    super(refusal);
    this.place = place;
    this.step = step;
  }

  String place() {
    return place;
  }

  @Nullable String step() {
    return step;
  }
}
