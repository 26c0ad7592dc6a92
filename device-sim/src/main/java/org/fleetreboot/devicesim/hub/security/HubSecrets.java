package org.fleetreboot.devicesim.hub.security;

/** The secrets of one hub: the keys of its policies, and its certificate authority. */
public record HubSecrets(SharedAccessPolicies policies, CertificateAuthority authority) {

  /** New secrets. */
  public static HubSecrets create(String hubName) {
    return new HubSecrets(new SharedAccessPolicies(), CertificateAuthority.create(hubName));
  }

  @Override
  public String toString() {
    return "HubKeyring[hidden]";
  }
}
