package org.fleetreboot.devicesim.hub;

import java.util.function.Function;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.fleetreboot.devicesim.hub.registry.Identity;
import org.fleetreboot.devicesim.hub.registry.RegisteredDevice;
import org.fleetreboot.devicesim.hub.security.Credential;
import org.fleetreboot.devicesim.hub.security.SharedAccessKey;
import org.fleetreboot.devicesim.hub.security.SharedAccessPolicies;

/** Creates connection strings, which are secrets. */
record ConnectionStrings(HubEndpoints place, SharedAccessPolicies policies) {

  /**
   * The connection string of a policy.
   *
   * @param key selects one of the policy's two keys
   * @throws java.util.NoSuchElementException when the policy does not exist
   */
  String of(String policy, Function<Credential.SymmetricKeys, SharedAccessKey> key) {
    return "HostName="
        + place.restHost()
        + ";SharedAccessKeyName="
        + policy
        + ";SharedAccessKey="
        + key.apply(policies.find(policy).orElseThrow().keys()).base64();
  }

  /**
   * The identity of a device with its primary key.
   *
   * @throws IllegalStateException when it authenticates with a certificate
   */
  DeviceIdentity of(RegisteredDevice device) {
    String key = primaryKey(device.identity());
    return new DeviceIdentity(device.id(), of(device.clientId(), key), key);
  }

  /**
   * The identity of a module with its primary key.
   *
   * @throws IllegalStateException when it authenticates with a certificate
   */
  ModuleIdentity of(String device, Identity module) {
    String key = primaryKey(module);
    return new ModuleIdentity(
        device, String.valueOf(module.id().module()), of(module.id(), key), key);
  }

  private String of(ClientId client, String key) {
    String module = client.module() == null ? "" : ";ModuleId=" + client.module();
    return "HostName="
        + place.mqttHost()
        + ";DeviceId="
        + client.device()
        + module
        + ";SharedAccessKey="
        + key;
  }

  private static String primaryKey(Identity identity) {
    if (identity.credential() instanceof Credential.SymmetricKeys keys) {
      return keys.primary().base64();
    }
    throw new IllegalStateException(
        "'" + identity.id() + "' authenticates with a certificate, so it has no connection string");
  }
}
