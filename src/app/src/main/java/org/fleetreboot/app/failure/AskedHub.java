package org.fleetreboot.app.failure;

/**
 * A hub, as messages name it.
 *
 * @param name at the beginning of a sentence: "The hub plant-7.azure-devices.net"
 * @param credential how we signed in: "the policy 'service'"
 * @param remedy what to check when that is not accepted
 */
public record AskedHub(String name, String credential, String remedy) {
  /** When it is not known which. */
  static final AskedHub SOME =
      new AskedHub("The hub", "the credential", "it must grant ServiceConnect");
}
