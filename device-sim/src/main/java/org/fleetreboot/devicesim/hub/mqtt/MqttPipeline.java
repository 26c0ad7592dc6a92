package org.fleetreboot.devicesim.hub.mqtt;

import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.fleetreboot.devicesim.hub.clock.HubClock;
import org.fleetreboot.devicesim.hub.fault.DeviceFault;
import org.fleetreboot.devicesim.hub.fault.FaultPlan;
import org.fleetreboot.devicesim.hub.fault.HubOperation;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.fleetreboot.devicesim.hub.network.ConnectionDeadline;
import org.fleetreboot.devicesim.hub.registry.RegisteredClient;
import org.fleetreboot.devicesim.hub.session.DeviceSession;
import org.fleetreboot.devicesim.hub.session.DeviceSessions;
import org.fleetreboot.devicesim.hub.throttle.HubCounters;
import org.jspecify.annotations.Nullable;

/** MQTT as IoT Hub speaks it, on any pipeline that carries bytes. Thread-safe. */
public final class MqttPipeline {
  static final String CONNECT_DEADLINE = "connect-deadline";

  // A device-to-cloud message may have 256 KB; topic and header come on top.
  private static final int MOST_BYTES = 260 * 1024;

  private final ConnectAuthorizer admissions;
  private final DeviceSessions sessions;
  private final DeviceTopics topics;
  private final Runnable sessionChanged;
  private final Consumer<ClientId> reached;
  private final BiConsumer<ClientId, String> announcements;
  private final HubCounters counters;
  private final HubClock clock;
  private final Duration connectWithin;
  private final FaultPlan faults;

  /**
   * Connections to one hub.
   *
   * @param sessionChanged runs after a client has subscribed to something
   * @param reached runs when a client is connected, and when it has subscribed to something
   * @param announcements takes the model that a client says it is when it connects
   * @param connectWithin how long CONNECT may take
   */
  public MqttPipeline(
      ConnectAuthorizer admissions,
      DeviceSessions sessions,
      DeviceTopics topics,
      Runnable sessionChanged,
      Consumer<ClientId> reached,
      BiConsumer<ClientId, String> announcements,
      HubCounters counters,
      HubClock clock,
      Duration connectWithin,
      FaultPlan faults) {
    this.admissions = admissions;
    this.sessions = sessions;
    this.topics = topics;
    this.sessionChanged = sessionChanged;
    this.reached = reached;
    this.announcements = announcements;
    this.counters = counters;
    this.clock = clock;
    this.connectWithin = connectWithin;
    this.faults = faults;
  }

  /** Adds the handlers of one connection behind those that are there. */
  public void install(ChannelPipeline pipeline) {
    pipeline.addLast(CONNECT_DEADLINE, new ConnectionDeadline(connectWithin, "sent no CONNECT"));
    pipeline.addLast(MqttEncoder.INSTANCE);
    pipeline.addLast(new MqttDecoder(MOST_BYTES));
    pipeline.addLast(new MqttFaultInjector(faults, clock));
    pipeline.addLast(new ConnectHandler(this, admissions, sessions, counters, clock));
  }

  /** A connection that is to speak TLS came in; a fault may leave it waiting. */
  void accepted(SocketChannel channel) {
    faults
        .strike(HubOperation.DEVICE_TLS, Optional.empty())
        .ifPresent(
            fault -> {
              if (fault instanceof DeviceFault.AcceptsSlowly slow) {
                channel.config().setAutoRead(false);
                clock.after(slow.delay(), () -> channel.config().setAutoRead(true));
              }
            });
  }

  /** What handles a connection from when its client is let in. */
  DeviceConnection connection(
      RegisteredClient client,
      DeviceSession session,
      NettyDeviceChannel channel,
      ResponseDelay delay,
      @Nullable Will will) {
    return new DeviceConnection(
        client, session, channel, topics, this::subscribed, clock, delay, will);
  }

  private void subscribed(ClientId client) {
    sessionChanged.run();
    reached.accept(client);
  }

  /** A client that is let in says which model it is. */
  void announced(ClientId client, String modelId) {
    announcements.accept(client, modelId);
  }

  /** A client is connected, and knows it. */
  void connected(ClientId client) {
    reached.accept(client);
  }
}
