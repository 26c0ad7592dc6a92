package org.fleetreboot.architecture.broken.engine;

public final class TimesItself {
  long started() {
    return System.nanoTime();
  }
}
