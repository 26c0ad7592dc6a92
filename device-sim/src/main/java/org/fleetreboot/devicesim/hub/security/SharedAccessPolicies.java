package org.fleetreboot.devicesim.hub.security;

import static org.fleetreboot.devicesim.hub.security.AccessRight.DEVICE_CONNECT;
import static org.fleetreboot.devicesim.hub.security.AccessRight.REGISTRY_READ;
import static org.fleetreboot.devicesim.hub.security.AccessRight.REGISTRY_WRITE;
import static org.fleetreboot.devicesim.hub.security.AccessRight.SERVICE_CONNECT;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The shared access policies of a hub, by name. Immutable. */
public final class SharedAccessPolicies {
  /** The policies of every new IoT Hub. */
  private static final Map<String, Set<AccessRight>> BUILT_IN =
      Map.of(
          SharedAccessPolicy.IOTHUBOWNER,
          Set.of(AccessRight.values()),
          SharedAccessPolicy.SERVICE,
          Set.of(SERVICE_CONNECT),
          "device",
          Set.of(DEVICE_CONNECT),
          "registryRead",
          Set.of(REGISTRY_READ),
          "registryReadWrite",
          Set.of(REGISTRY_READ, REGISTRY_WRITE));

  private final Map<String, SharedAccessPolicy> policies = new LinkedHashMap<>();

  /** The built-in policies with new keys. */
  public SharedAccessPolicies() {
    this(Set.of());
  }

  /** Takes the given policies and creates missing built-in ones. */
  public SharedAccessPolicies(Collection<SharedAccessPolicy> known) {
    known.forEach(policy -> policies.put(policy.name(), policy));
    BUILT_IN.forEach(
        (name, rights) ->
            policies.computeIfAbsent(
                name,
                missing ->
                    new SharedAccessPolicy(missing, rights, Credential.SymmetricKeys.random())));
  }

  public Optional<SharedAccessPolicy> find(String name) {
    return Optional.ofNullable(policies.get(name));
  }

  public Collection<SharedAccessPolicy> all() {
    return policies.values();
  }
}
