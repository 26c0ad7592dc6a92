package org.fleetreboot.iothub.sdk;

/** The value of the {@code Authorization} header. Safe for use by several threads. */
@FunctionalInterface
public interface Authorization {

  /**
   * A value that is valid now; may block to obtain one.
   *
   * @throws RuntimeException if the credential cannot be obtained
   */
  String header();
}
