package org.fleetreboot.devicesim.hub;

import java.util.function.Function;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.fleetreboot.devicesim.hub.registry.Identity;
import org.fleetreboot.devicesim.hub.registry.RegisteredDevice;
import org.fleetreboot.devicesim.hub.security.Credential;
import org.fleetreboot.devicesim.hub.security.SharedAccessKey;
import org.fleetreboot.devicesim.hub.security.SharedAccessPolicies;

/** With what clients find a hub and are let in; each of these strings is a secret. */
record ConnectionStrings(HubEndpoints place, SharedAccessPolicies policies) {

  /**
   * With the rights of a policy.
   *
   * @param key which of the policy's two
   * @throws java.util.NoSuchElementException when there is no such policy
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
   * A device with its primary key.
   *
   * @throws IllegalStateException when it has a certificate instead
   */
  DeviceIdentity of(RegisteredDevice device) {
    String key = primaryKey(device.identity());
    return new DeviceIdentity(device.id(), of(device.clientId(), key), key);
  }

  /**
   * A module with its primary key.
   *
   * @throws IllegalStateException when it has a certificate instead
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
        "'" + identity.id() + "' has no key but a certificate, so no connection string");
  }
}
