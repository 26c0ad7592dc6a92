package org.fleetreboot.devicesim.hub;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.fleetreboot.devicesim.hub.clock.HubClock;
import org.fleetreboot.devicesim.hub.fault.FaultPlan;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.fleetreboot.devicesim.hub.json.Json;
import org.fleetreboot.devicesim.hub.method.MethodInvoker;
import org.fleetreboot.devicesim.hub.mqtt.Admissions;
import org.fleetreboot.devicesim.hub.mqtt.DevicePipeline;
import org.fleetreboot.devicesim.hub.mqtt.DeviceTopic;
import org.fleetreboot.devicesim.hub.mqtt.DeviceTopics;
import org.fleetreboot.devicesim.hub.mqtt.MethodTopics;
import org.fleetreboot.devicesim.hub.mqtt.MqttServer;
import org.fleetreboot.devicesim.hub.mqtt.TelemetryTopics;
import org.fleetreboot.devicesim.hub.mqtt.TwinTopics;
import org.fleetreboot.devicesim.hub.query.TwinQueries;
import org.fleetreboot.devicesim.hub.registry.DeviceRegistry;
import org.fleetreboot.devicesim.hub.registry.RegisteredDevice;
import org.fleetreboot.devicesim.hub.registry.Twins;
import org.fleetreboot.devicesim.hub.rest.ControlRoutes;
import org.fleetreboot.devicesim.hub.rest.DeviceRoutes;
import org.fleetreboot.devicesim.hub.rest.HttpServer;
import org.fleetreboot.devicesim.hub.rest.MethodRoutes;
import org.fleetreboot.devicesim.hub.rest.QueryRoutes;
import org.fleetreboot.devicesim.hub.rest.Route;
import org.fleetreboot.devicesim.hub.rest.Router;
import org.fleetreboot.devicesim.hub.rest.TestRoutes;
import org.fleetreboot.devicesim.hub.rest.TwinRoutes;
import org.fleetreboot.devicesim.hub.security.AccessControl;
import org.fleetreboot.devicesim.hub.security.HubHosts;
import org.fleetreboot.devicesim.hub.security.ServerCertificate;
import org.fleetreboot.devicesim.hub.security.SharedAccessKey;
import org.fleetreboot.devicesim.hub.session.DeviceSessions;
import org.fleetreboot.devicesim.hub.session.Subscription;
import org.fleetreboot.devicesim.hub.store.HubHome;
import org.fleetreboot.devicesim.hub.store.StoredDevice;
import org.fleetreboot.devicesim.hub.store.StoredDeviceJson;
import org.fleetreboot.devicesim.hub.throttle.Count;
import org.fleetreboot.devicesim.hub.throttle.HubCounters;
import org.fleetreboot.devicesim.hub.throttle.Throttles;

/** The parts of a hub, wired together. Where it listens comes later. */
final class HubCore {
  private static final String DEVICES = "devices";

  private final LocalHubBuilder settings;
  private final HubHome home;
  private final HubClock clock;
  private final Executor queryExecutor;
  private final MethodInvoker methods;

  final HubCounters counters = new HubCounters();
  final DeviceSessions sessions = new DeviceSessions();
  final DeviceRegistry registry;
  final Twins twins;
  final Throttles throttles;
  final FaultPlan faults;
  final String controlToken = SharedAccessKey.random().base64();

  HubCore(LocalHubBuilder settings, HubHome home, HubClock clock, Executor queryExecutor) {
    this.settings = settings;
    this.home = home;
    this.clock = clock;
    this.queryExecutor = queryExecutor;
    registry = new DeviceRegistry(clock, home::changed);
    twins = new Twins(registry, clock, this::pushDesired);
    faults = new FaultPlan(settings.seed, clock, fault -> counters.add(Count.FAULTS));
    throttles = new Throttles(settings.tier, settings.units, clock, counters);
    throttles.inForce(settings.throttles);
    methods = new MethodInvoker(registry, sessions, settings.timeouts, clock, counters);
  }

  private void pushDesired(ClientId client, ObjectNode change, long version) {
    sessions
        .of(client)
        .reachable(Subscription.DESIRED_CHANGES)
        .ifPresent(
            channel ->
                channel.publish(
                    "$iothub/twin/PATCH/properties/desired/?$version=" + version,
                    Json.bytes(change)));
  }

  /** Takes up the devices that were kept, and keeps them from now on. */
  void restore() throws IOException {
    for (StoredDevice device : home.kept(DEVICES, StoredDeviceJson::readAll).orElseGet(List::of)) {
      registry.restore(new RegisteredDevice(device.identity(), device.twin()));
      if (!device.subscriptions().isEmpty()) {
        sessions.of(device.identity().id()).restore(device.subscriptions());
      }
    }
    home.keep(DEVICES, () -> StoredDeviceJson.writeAll(toBeKept()));
  }

  private List<StoredDevice> toBeKept() {
    return registry.all().stream()
        .map(
            device ->
                new StoredDevice(
                    device.identity(), device.twin(), sessions.kept(device.clientId())))
        .toList();
  }

  /** As at the first start. */
  void reset() {
    faults.clear();
    for (RegisteredDevice device : registry.all()) {
      registry.forget(device);
      device.modules().forEach(module -> sessions.remove(module.clientId()));
      sessions.remove(device.clientId());
    }
    counters.reset();
  }

  /** All that a service client can ask for. */
  List<Route> routes() {
    return Stream.of(
            new MethodRoutes(methods).routes(),
            new TwinRoutes(twins).routes(),
            new DeviceRoutes(registry, sessions).routes(),
            new QueryRoutes(new TwinQueries(registry), queryExecutor).routes())
        .flatMap(List::stream)
        .toList();
  }

  /** All that a device can publish. */
  List<DeviceTopic> topics() {
    return Stream.of(
            new TelemetryTopics(throttles, counters).topics(),
            new MethodTopics(methods).topics(),
            new TwinTopics(twins, throttles, counters).topics())
        .flatMap(List::stream)
        .toList();
  }

  /** The servers of this hub when it is known under an address. */
  Servers serversAt(String address) {
    HubHosts hosts = new HubHosts(home.name(), address, hostName(address));
    AccessControl access =
        new AccessControl(hosts, home.keyring().policies(), settings.entraId, clock);
    SslContext tls = tls(address);
    DevicePipeline devices =
        new DevicePipeline(
            new Admissions(hosts, access, registry, throttles),
            sessions,
            new DeviceTopics(topics()),
            registry::changed,
            counters,
            clock,
            faults);
    Router router = new Router(routes(), access, faults, throttles, counters, clock);
    return new Servers(
        HttpServer.rest(tls, router, clock),
        new MqttServer(devices, tls),
        new MqttServer(devices, null),
        HttpServer.forTests(new TestRoutes(counters, control(address), clock), clock));
  }

  private ControlRoutes control(String address) {
    return new ControlRoutes(address, controlToken, faults, throttles, sessions, clock);
  }

  private String hostName(String address) {
    return settings.hostName == null ? address : settings.hostName;
  }

  private List<String> dnsNames() {
    List<String> names = new ArrayList<>(List.of("localhost", "*.azure-devices.net", home.name()));
    if (settings.hostName != null) {
      names.add(settings.hostName);
    }
    return names;
  }

  private SslContext tls(String address) {
    ServerCertificate certificate = home.keyring().authority().issue(address, dnsNames());
    try {
      return SslContextBuilder.forServer(certificate.key(), certificate.chain())
          .sslProvider(SslProvider.JDK)
          .build();
    } catch (SSLException e) {
      throw new IllegalStateException("The JDK cannot serve TLS", e);
    }
  }
}
