package org.fleetreboot.devicesim.hub.mqtt;

import static io.netty.handler.codec.mqtt.MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD;
import static io.netty.handler.codec.mqtt.MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED;
import static io.netty.handler.codec.mqtt.MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_UNAVAILABLE;

import java.time.Instant;
import java.util.Optional;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.fleetreboot.devicesim.hub.registry.DeviceRegistry;
import org.fleetreboot.devicesim.hub.registry.RegisteredClient;
import org.fleetreboot.devicesim.hub.security.AccessControl;
import org.fleetreboot.devicesim.hub.security.Credential;
import org.fleetreboot.devicesim.hub.security.HubHostNames;
import org.fleetreboot.devicesim.hub.throttle.Limit;
import org.fleetreboot.devicesim.hub.throttle.Throttles;

/** Decides who may connect. Thread-safe. */
public final class ConnectAuthorizer {
  private final HubHostNames hosts;
  private final AccessControl access;
  private final DeviceRegistry registry;
  private final Throttles throttles;

  public ConnectAuthorizer(
      HubHostNames hosts, AccessControl access, DeviceRegistry registry, Throttles throttles) {
    this.hosts = hosts;
    this.access = access;
    this.registry = registry;
    this.throttles = throttles;
  }

  ConnectDecision judge(ConnectRequest request) {
    ClientId id = request.clientId();
    Optional<MqttUserName> user =
        MqttUserName.of(request.userName(), id).filter(name -> hosts.include(name.hub()));
    if (user.isEmpty()) {
      return new ConnectDecision.Refused(
          CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD,
          "the user name of '" + id + "' must be {hub}/" + id + "/?api-version=2021-04-12");
    }
    Optional<RegisteredClient> client = enabled(id);
    Optional<Instant> expiry = client.flatMap(known -> expiry(request, known));
    if (client.isEmpty() || expiry.isEmpty()) {
      return new ConnectDecision.Refused(
          CONNECTION_REFUSED_NOT_AUTHORIZED,
          "'"
              + id
              + "' is unknown or disabled, or its token or certificate is not good for this hub");
    }
    try {
      throttles.admit(Limit.CONNECTIONS);
    } catch (HubRefusal throttled) {
      return new ConnectDecision.Refused(CONNECTION_REFUSED_SERVER_UNAVAILABLE, throttled.text());
    }
    return new ConnectDecision.Accepted(client.get(), expiry.get(), user.get().modelId());
  }

  private Optional<RegisteredClient> enabled(ClientId id) {
    return registry
        .find(id.device())
        .filter(device -> device.identity().enabled())
        .flatMap(device -> registry.find(id));
  }

  private Optional<Instant> expiry(ConnectRequest request, RegisteredClient client) {
    if (client.identity().credential() instanceof Credential.Thumbprints thumbprints) {
      // Such a client has no key, and a policy token cannot replace its certificate.
      return Optional.ofNullable(request.certificate())
          .flatMap(certificate -> access.admitsClient(certificate, thumbprints));
    }
    return Optional.ofNullable(request.password())
        .flatMap(
            password ->
                access
                    .admitsClient(password, client.clientId(), client.identity().credential())
                    .or(() -> byItsDevicesKey(password, client.clientId())));
  }

  /** The real hub accepts a device's key for its modules. */
  private Optional<Instant> byItsDevicesKey(String password, ClientId id) {
    return registry
        .find(id.device())
        .filter(device -> id.module() != null)
        .flatMap(device -> access.admitsClient(password, id, device.identity().credential()));
  }
}
