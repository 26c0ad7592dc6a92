package org.fleetreboot.bench;

/** The program did not keep one of its guarantees. */
final class GuaranteeViolation extends RuntimeException {
  private static final long serialVersionUID = 1L;

  GuaranteeViolation(String what) {
    super(what);
  }
}
