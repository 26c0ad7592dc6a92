package org.fleetreboot.devicesim.hub.mqtt;

import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.util.Optional;
import org.fleetreboot.devicesim.hub.clock.HubClock;
import org.fleetreboot.devicesim.hub.fault.DeviceFault;
import org.fleetreboot.devicesim.hub.fault.FaultPlan;
import org.fleetreboot.devicesim.hub.fault.HubOperation;
import org.fleetreboot.devicesim.hub.registry.RegisteredClient;
import org.fleetreboot.devicesim.hub.session.DeviceSession;
import org.fleetreboot.devicesim.hub.session.DeviceSessions;
import org.fleetreboot.devicesim.hub.throttle.HubCounters;

/** MQTT as IoT Hub speaks it, on any pipeline that carries bytes. Thread-safe. */
public final class DevicePipeline {
  static final String FIRST_PACKET_TIMEOUT = "first-packet-timeout";

  // A device-to-cloud message may have 256 KB; topic and header come on top.
  private static final int MOST_BYTES = 260 * 1024;
  private static final int FIRST_PACKET_SECONDS = 30;

  private final Admissions admissions;
  private final DeviceSessions sessions;
  private final DeviceTopics topics;
  private final Runnable sessionChanged;
  private final HubCounters counters;
  private final HubClock clock;
  private final FaultPlan faults;

  /**
   * Connections to one hub.
   *
   * @param sessionChanged runs after a client has subscribed to something
   */
  public DevicePipeline(
      Admissions admissions,
      DeviceSessions sessions,
      DeviceTopics topics,
      Runnable sessionChanged,
      HubCounters counters,
      HubClock clock,
      FaultPlan faults) {
    this.admissions = admissions;
    this.sessions = sessions;
    this.topics = topics;
    this.sessionChanged = sessionChanged;
    this.counters = counters;
    this.clock = clock;
    this.faults = faults;
  }

  /** Adds the handlers of one connection behind those that are there. */
  public void install(ChannelPipeline pipeline) {
    pipeline.addLast(FIRST_PACKET_TIMEOUT, new ReadTimeoutHandler(FIRST_PACKET_SECONDS));
    pipeline.addLast(MqttEncoder.INSTANCE);
    pipeline.addLast(new MqttDecoder(MOST_BYTES));
    pipeline.addLast(new FaultyPackets(faults, clock));
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
      RegisteredClient client, DeviceSession session, NettyDeviceChannel channel) {
    return new DeviceConnection(client, session, channel, topics, sessionChanged, clock);
  }
}
