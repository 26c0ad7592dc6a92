package org.fleetreboot.devicesim.hub;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLException;
import org.fleetreboot.devicesim.hub.clock.HubClock;
import org.fleetreboot.devicesim.hub.fault.FaultPlan;
import org.fleetreboot.devicesim.hub.json.Json;
import org.fleetreboot.devicesim.hub.method.MethodInvoker;
import org.fleetreboot.devicesim.hub.mqtt.DeviceSide;
import org.fleetreboot.devicesim.hub.mqtt.MqttServer;
import org.fleetreboot.devicesim.hub.registry.DeviceRegistry;
import org.fleetreboot.devicesim.hub.registry.RegisteredDevice;
import org.fleetreboot.devicesim.hub.registry.Twins;
import org.fleetreboot.devicesim.hub.rest.HttpServer;
import org.fleetreboot.devicesim.hub.rest.Router;
import org.fleetreboot.devicesim.hub.rest.ServiceSide;
import org.fleetreboot.devicesim.hub.rest.TestRoutes;
import org.fleetreboot.devicesim.hub.security.AccessControl;
import org.fleetreboot.devicesim.hub.security.HubHosts;
import org.fleetreboot.devicesim.hub.security.ServerCertificate;
import org.fleetreboot.devicesim.hub.session.DeviceSessions;
import org.fleetreboot.devicesim.hub.session.Subscription;
import org.fleetreboot.devicesim.hub.store.HubHome;
import org.fleetreboot.devicesim.hub.store.StoredDevice;
import org.fleetreboot.devicesim.hub.throttle.HubCounters;
import org.fleetreboot.devicesim.hub.throttle.Throttles;

/** The parts of a hub, wired together. Where it listens comes later. */
final class HubCore {
  private final HubHome home;
  private final HubClock clock;
  private final Executor queryExecutor;
  private final Throttles throttles;
  private final MethodInvoker methods;

  final HubCounters counters = new HubCounters();
  final DeviceSessions sessions = new DeviceSessions();
  final DeviceRegistry registry;
  final Twins twins;
  final FaultPlan faults;

  HubCore(LocalHubBuilder settings, HubHome home, HubClock clock, Executor queryExecutor) {
    this.home = home;
    this.clock = clock;
    this.queryExecutor = queryExecutor;
    registry = new DeviceRegistry(clock, home::changed);
    twins =
        new Twins(
            registry,
            clock,
            (deviceId, change, version) ->
                sessions
                    .of(deviceId)
                    .reachable(Subscription.DESIRED_CHANGES)
                    .ifPresent(
                        channel ->
                            channel.publish(
                                "$iothub/twin/PATCH/properties/desired/?$version=" + version,
                                Json.bytes(change))));
    faults = new FaultPlan(new Random(settings.seed));
    throttles =
        settings.throttles
            ? Throttles.of(settings.tier, settings.units, clock, counters)
            : Throttles.off(counters);
    methods = new MethodInvoker(registry, sessions, settings.timeouts, clock, counters);
  }

  /** Takes up the devices that were kept, and keeps them from now on. */
  void restore() {
    for (StoredDevice device : home.devices()) {
      registry.restore(new RegisteredDevice(device.identity(), device.twin()));
      if (!device.subscriptions().isEmpty()) {
        sessions.of(device.identity().deviceId()).restore(device.subscriptions());
      }
    }
    home.keep(this::toBeKept);
  }

  private List<StoredDevice> toBeKept() {
    return registry.all().stream()
        .map(
            device ->
                new StoredDevice(
                    device.identity(), device.twin(), sessions.of(device.id()).keptSubscriptions()))
        .toList();
  }

  /** The servers of this hub when it is known under an address. */
  Servers serversAt(String address) {
    HubHosts hosts = new HubHosts(home.name(), address);
    AccessControl access = new AccessControl(hosts, home.keyring().policies(), clock);
    SslContext tls = tls(address);
    DeviceSide devices =
        new DeviceSide(
            hosts, access, registry, sessions, twins, methods, throttles, counters, clock);
    ServiceSide services =
        new ServiceSide(
            access,
            registry,
            sessions,
            twins,
            methods,
            faults,
            throttles,
            counters,
            clock,
            queryExecutor);
    return new Servers(
        HttpServer.rest(tls, new Router(services), clock),
        new MqttServer(devices, tls),
        new MqttServer(devices, null),
        HttpServer.forTests(new TestRoutes(counters, clock), clock));
  }

  private SslContext tls(String address) {
    ServerCertificate certificate =
        home.keyring()
            .authority()
            .issue(address, List.of("localhost", "*.azure-devices.net", home.name()));
    try {
      return SslContextBuilder.forServer(certificate.key(), certificate.chain())
          .sslProvider(SslProvider.JDK)
          .build();
    } catch (SSLException e) {
      throw new IllegalStateException("The JDK cannot serve TLS", e);
    }
  }
}
