package org.fleetreboot.devicesim.hub.security;

import java.util.Set;

/**
 * A shared access policy of the hub.
 *
 * @param name as in {@code SharedAccessKeyName} and {@code skn}
 * @param keys either may sign
 */
public record SharedAccessPolicy(
    String name, Set<AccessRight> rights, Credential.SymmetricKeys keys) {
  /** The policy with all rights. */
  public static final String IOTHUBOWNER = "iothubowner";

  /** The policy for methods, twins and queries. */
  public static final String SERVICE = "service";

  /** The policy that may change the registry. */
  public static final String REGISTRY_READ_WRITE = "registryReadWrite";

  public SharedAccessPolicy {
    rights = Set.copyOf(rights);
  }
}
