package org.fleetreboot.devicesim.hub;

import java.util.function.Function;
import org.fleetreboot.devicesim.hub.registry.RegisteredDevice;
import org.fleetreboot.devicesim.hub.security.Credential;
import org.fleetreboot.devicesim.hub.security.PolicyTable;
import org.fleetreboot.devicesim.hub.security.SharedAccessKey;

/** With what clients find a hub and are let in; each of these strings is a secret. */
record ConnectionStrings(HubPlace place, PolicyTable policies) {

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
    if (device.identity().credential() instanceof Credential.SymmetricKeys keys) {
      String key = keys.primary().base64();
      return new DeviceIdentity(
          device.id(),
          "HostName=" + place.mqttHost() + ";DeviceId=" + device.id() + ";SharedAccessKey=" + key,
          key);
    }
    throw new IllegalStateException(
        "'" + device.id() + "' has no key but a certificate, so no connection string");
  }
}
