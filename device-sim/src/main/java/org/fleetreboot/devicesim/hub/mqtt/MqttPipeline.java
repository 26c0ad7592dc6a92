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

/** Installs MQTT with the rules of IoT Hub on any pipeline that carries bytes. Thread-safe. */
public final class MqttPipeline {
  static final String CONNECT_DEADLINE = "connect-deadline";

  // A device-to-cloud message may have 256 KB; topic and header are extra.
  private static final int MOST_BYTES = 260 * 1024;

  private final ConnectAuthorizer authorizer;
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
   * @param sessionChanged called after a client has subscribed
   * @param reached called when a client has connected or subscribed
   * @param announcements called with the model that a client announces when it connects
   * @param connectWithin how long CONNECT may take
   */
  public MqttPipeline(
      ConnectAuthorizer authorizer,
      DeviceSessions sessions,
      DeviceTopics topics,
      Runnable sessionChanged,
      Consumer<ClientId> reached,
      BiConsumer<ClientId, String> announcements,
      HubCounters counters,
      HubClock clock,
      Duration connectWithin,
      FaultPlan faults) {
    this.authorizer = authorizer;
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

  /** Appends the handlers of one connection. */
  public void install(ChannelPipeline pipeline) {
    pipeline.addLast(CONNECT_DEADLINE, new ConnectionDeadline(connectWithin, "sent no CONNECT"));
    pipeline.addLast(MqttEncoder.INSTANCE);
    pipeline.addLast(new MqttDecoder(MOST_BYTES));
    pipeline.addLast(new MqttFaultInjector(faults, clock));
    pipeline.addLast(new ConnectHandler(this, authorizer, sessions, counters, clock));
  }

  /** A TLS connection was accepted; a fault may delay it. */
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

  /** The handler of a connection after its client was accepted. */
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

  /** An accepted client announces its model. */
  void announced(ClientId client, String modelId) {
    announcements.accept(client, modelId);
  }

  /** A client is connected, and CONNACK was sent. */
  void connected(ClientId client) {
    reached.accept(client);
  }
}
