package org.fleetreboot.bench;

/** What the program promises did not hold. */
final class BrokenPromise extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokenPromise(String what) {
    super(what);
  }
}
