package org.fleetreboot.app.failure;

import org.jspecify.annotations.Nullable;

/** Camel refused to start, for a reason with a known position in the route files. */
public final class RouteRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String place;
  private final @Nullable String step;

  /**
   * @param place a file, with the line if it is known
   * @param step its id; null if it has none, or is not a step
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
