package org.fleetreboot.devicesim.hub.security;

import java.util.Map;

/** The secrets of one hub: a key for each policy, and its certificate authority. */
public record HubKeyring(PolicyKeys policies, CertificateAuthority authority) {

  /** New secrets. */
  public static HubKeyring create(String hubName) {
    return new HubKeyring(new PolicyKeys(Map.of()), CertificateAuthority.create(hubName));
  }

  @Override
  public String toString() {
    return "HubKeyring[hidden]";
  }
}
