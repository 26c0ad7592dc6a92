package org.fleetreboot.devicesim.hub.security;

/** The secrets of one hub: a key for each policy, and its certificate authority. */
public record HubKeyring(PolicyTable policies, CertificateAuthority authority) {

  /** New secrets. */
  public static HubKeyring create(String hubName) {
    return new HubKeyring(new PolicyTable(), CertificateAuthority.create(hubName));
  }

  @Override
  public String toString() {
    return "HubKeyring[hidden]";
  }
}
