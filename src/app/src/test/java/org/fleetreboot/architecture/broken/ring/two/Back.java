package org.fleetreboot.architecture.broken.ring.two;

import org.fleetreboot.architecture.broken.ring.one.There;

public final class Back {
  public static final int LENGTH = There.class.getName().length();
}
