package org.fleetreboot.architecture.broken.ring.one;

import org.fleetreboot.architecture.broken.ring.two.Back;

public final class There {
  public static final int LENGTH = 2 * Back.LENGTH;
}
