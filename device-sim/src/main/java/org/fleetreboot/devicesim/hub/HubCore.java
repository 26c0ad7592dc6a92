package org.fleetreboot.devicesim.hub;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.ClientAuth;
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
import org.fleetreboot.devicesim.hub.mqtt.ConnectAuthorizer;
import org.fleetreboot.devicesim.hub.mqtt.DeviceTopic;
import org.fleetreboot.devicesim.hub.mqtt.DeviceTopics;
import org.fleetreboot.devicesim.hub.mqtt.MethodTopics;
import org.fleetreboot.devicesim.hub.mqtt.MqttPipeline;
import org.fleetreboot.devicesim.hub.mqtt.MqttServer;
import org.fleetreboot.devicesim.hub.mqtt.TwinTopics;
import org.fleetreboot.devicesim.hub.network.ConnectionLimit;
import org.fleetreboot.devicesim.hub.parity.amqp.AmqpRefusal;
import org.fleetreboot.devicesim.hub.parity.amqp.AmqpServer;
import org.fleetreboot.devicesim.hub.parity.bulk.BulkRoutes;
import org.fleetreboot.devicesim.hub.parity.job.DeviceOperations;
import org.fleetreboot.devicesim.hub.parity.job.JobRoutes;
import org.fleetreboot.devicesim.hub.parity.job.JobRows;
import org.fleetreboot.devicesim.hub.parity.job.Jobs;
import org.fleetreboot.devicesim.hub.parity.job.StoredJob;
import org.fleetreboot.devicesim.hub.parity.job.TierJobThrottle;
import org.fleetreboot.devicesim.hub.parity.message.CloudMessages;
import org.fleetreboot.devicesim.hub.parity.message.MessageRoutes;
import org.fleetreboot.devicesim.hub.parity.message.StoredMessage;
import org.fleetreboot.devicesim.hub.parity.message.TelemetryLog;
import org.fleetreboot.devicesim.hub.parity.message.TelemetryTopics;
import org.fleetreboot.devicesim.hub.parity.module.ModuleRoutes;
import org.fleetreboot.devicesim.hub.parity.module.ModuleTwinRows;
import org.fleetreboot.devicesim.hub.parity.websocket.WebSocketUpgrade;
import org.fleetreboot.devicesim.hub.query.DeviceSelection;
import org.fleetreboot.devicesim.hub.query.DeviceTwinRows;
import org.fleetreboot.devicesim.hub.query.QueryLag;
import org.fleetreboot.devicesim.hub.query.TwinQueries;
import org.fleetreboot.devicesim.hub.registry.DeviceRegistry;
import org.fleetreboot.devicesim.hub.registry.IfMatch;
import org.fleetreboot.devicesim.hub.registry.ModuleRegistry;
import org.fleetreboot.devicesim.hub.registry.RegisteredDevice;
import org.fleetreboot.devicesim.hub.registry.Twins;
import org.fleetreboot.devicesim.hub.rest.ControlRoutes;
import org.fleetreboot.devicesim.hub.rest.DeviceRoutes;
import org.fleetreboot.devicesim.hub.rest.HttpServer;
import org.fleetreboot.devicesim.hub.rest.IdentityWrites;
import org.fleetreboot.devicesim.hub.rest.MethodRoutes;
import org.fleetreboot.devicesim.hub.rest.QueryRoutes;
import org.fleetreboot.devicesim.hub.rest.Route;
import org.fleetreboot.devicesim.hub.rest.Router;
import org.fleetreboot.devicesim.hub.rest.TestRoutes;
import org.fleetreboot.devicesim.hub.rest.TwinRoutes;
import org.fleetreboot.devicesim.hub.security.AcceptAnyClientCertificate;
import org.fleetreboot.devicesim.hub.security.AccessControl;
import org.fleetreboot.devicesim.hub.security.HubHostNames;
import org.fleetreboot.devicesim.hub.security.ServerCertificate;
import org.fleetreboot.devicesim.hub.security.SharedAccessKey;
import org.fleetreboot.devicesim.hub.session.DeviceSessions;
import org.fleetreboot.devicesim.hub.session.Subscription;
import org.fleetreboot.devicesim.hub.store.ClientStore;
import org.fleetreboot.devicesim.hub.store.HubStore;
import org.fleetreboot.devicesim.hub.throttle.Count;
import org.fleetreboot.devicesim.hub.throttle.HubCounters;
import org.fleetreboot.devicesim.hub.throttle.Throttles;

/** Wires the parts of a hub, except for its listeners. */
final class HubCore {
  private static final String JOBS = "jobs";
  private static final String MESSAGES = "messages";

  private final LocalHubBuilder settings;
  private final HubStore store;
  private final HubClock clock;
  private final Executor queryExecutor;
  private final MethodInvoker methods;
  private final QueryLag lag;
  private final Jobs jobs;

  final HubCounters counters = new HubCounters();
  final DeviceSessions sessions = new DeviceSessions();
  final DeviceRegistry registry;
  final ModuleRegistry modules;
  final Twins twins;
  final Throttles throttles;
  final FaultPlan faults;
  final CloudMessages messages;
  final TelemetryLog telemetry = new TelemetryLog();
  final String controlToken = SharedAccessKey.random().base64();

  HubCore(LocalHubBuilder settings, HubStore store, HubClock clock, Executor queryExecutor) {
    this.settings = settings;
    this.store = store;
    this.clock = clock;
    this.queryExecutor = queryExecutor;
    registry = new DeviceRegistry(clock, store::changed);
    modules = new ModuleRegistry(registry, clock);
    lag = new QueryLag(settings.queryLag, clock);
    twins = new Twins(registry, clock, this::pushDesired, lag);
    faults = new FaultPlan(settings.seed, clock, fault -> counters.add(Count.FAULTS));
    throttles = new Throttles(settings.tier, settings.units, clock, counters);
    throttles.inForce(settings.throttles);
    messages = new CloudMessages(registry, sessions, clock);
    methods = new MethodInvoker(registry, sessions, settings.timeouts, clock, counters);
    jobs =
        new Jobs(
            new DeviceOperations(methods, sessions, twins),
            new DeviceSelection(registry, lag)::meeting,
            new TierJobThrottle(throttles, settings.tier),
            clock,
            queryExecutor,
            store::changed);
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

  /** Restores stored devices, messages and jobs, and stores them from now on. */
  void restore() throws IOException {
    new ClientStore(registry, sessions).attach(store);
    store.load(MESSAGES, StoredMessage[].class, messages::restore);
    store.save(MESSAGES, messages::stored);
    jobs.restore(
        store
            .load(JOBS, StoredJob[].class, kept -> Stream.of(kept).map(StoredJob::job).toList())
            .orElseGet(List::of));
    store.save(JOBS, () -> jobs.from("").stream().map(StoredJob::of).toList());
  }

  /** Resets the hub to its first start. */
  void reset() {
    faults.clear();
    jobs.clear();
    for (RegisteredDevice device : registry.all()) {
      messages.purge(device.id());
      registry.delete(device.id(), IfMatch.NONE);
      device.clients().forEach(sessions::remove);
    }
    telemetry.clear();
    counters.reset();
  }

  /** All routes of the REST API. */
  List<Route> routes() {
    IdentityWrites writes = new IdentityWrites(registry, modules, sessions);
    return Stream.of(
            new MethodRoutes(methods).routes(),
            new TwinRoutes(twins).routes(),
            new DeviceRoutes(registry, writes).routes(),
            new BulkRoutes(writes, twins).routes(),
            new ModuleRoutes(modules, writes).routes(),
            new JobRoutes(jobs, settings.timeouts).routes(),
            new MessageRoutes(messages).routes(),
            new QueryRoutes(queries(), queryExecutor).routes())
        .flatMap(List::stream)
        .toList();
  }

  private TwinQueries queries() {
    return new TwinQueries(
        List.of(
            new DeviceTwinRows(registry, lag),
            new ModuleTwinRows(registry, lag),
            new JobRows(jobs)));
  }

  /** All topics on which devices can publish. */
  List<DeviceTopic> topics() {
    return Stream.of(
            new TelemetryTopics(throttles, counters, telemetry, clock).topics(),
            new MethodTopics(methods).topics(),
            new TwinTopics(twins, throttles, counters, clock).topics())
        .flatMap(List::stream)
        .toList();
  }

  /** Creates the servers of this hub for an address. */
  Servers serversAt(String address) {
    HubHostNames hosts = new HubHostNames(store.name(), address, hostName(address));
    AccessControl access =
        new AccessControl(hosts, store.secrets().policies(), settings.entraId, clock);
    SslContext tls = tls(address);
    MqttPipeline devices =
        new MqttPipeline(
            new ConnectAuthorizer(hosts, access, registry, throttles),
            sessions,
            new DeviceTopics(topics()),
            registry::changed,
            messages::reached,
            twins::announce,
            counters,
            clock,
            settings.network.connect(),
            faults);
    ConnectionLimit connections = new ConnectionLimit(settings.network.deviceConnections());
    Router router = new Router(routes(), access, faults, throttles, counters, clock);
    return new Servers(
        HttpServer.rest(
            tls,
            router,
            clock,
            () -> new WebSocketUpgrade(devices, clock, this::refuseAmqp),
            settings.network),
        new MqttServer(devices, tls, settings.network, connections),
        new MqttServer(devices, null, settings.network, connections),
        new AmqpServer(tls, settings.network, connections),
        HttpServer.forTests(
            new TestRoutes(counters, control(address), clock), clock, settings.network));
  }

  private void refuseAmqp(ChannelPipeline pipeline) {
    AmqpRefusal.install(pipeline, settings.network.connect());
  }

  private ControlRoutes control(String address) {
    return new ControlRoutes(address, controlToken, faults, throttles, sessions, clock);
  }

  private String hostName(String address) {
    return settings.hostName == null ? address : settings.hostName;
  }

  private List<String> dnsNames() {
    List<String> names = new ArrayList<>(List.of("localhost", "*.azure-devices.net", store.name()));
    if (settings.hostName != null) {
      names.add(settings.hostName);
    }
    return names;
  }

  private SslContext tls(String address) {
    ServerCertificate certificate = store.secrets().authority().issue(address, dnsNames());
    try {
      return SslContextBuilder.forServer(certificate.key(), certificate.chain())
          .sslProvider(SslProvider.JDK)
          .trustManager(new AcceptAnyClientCertificate())
          .clientAuth(ClientAuth.OPTIONAL)
          .build();
    } catch (SSLException e) {
      throw new IllegalStateException("The JDK does not support the TLS server", e);
    }
  }
}
