package org.fleetreboot.app.failure;

/**
 * How messages refer to a hub.
 *
 * @param name at the beginning of a sentence: "The hub plant-7.azure-devices.net"
 * @param credential how we signed in: "the policy 'service'"
 * @param remedy what to check if the credential is not accepted
 */
public record AskedHub(String name, String credential, String remedy) {
  /** For an unknown hub. */
  static final AskedHub SOME =
      new AskedHub("The hub", "the credential", "it must grant ServiceConnect");
}
