package org.fleetreboot.devicesim.hub.mqtt;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long acknowledgements and twin responses to a client are delayed. No real hub answers faster,
 * and one SDK relies on it.
 *
 * <p>Microsoft's device SDK for Java (2.5.0) records a publish under its packet id only after
 * Paho's {@code publish} has returned ({@code transport.mqtt.Mqtt#publish}). The lock that should
 * block the acknowledgement until then exists once in each of its three parts, and acknowledgements
 * always arrive at the part for messages: those of twin requests and method answers bypass the
 * lock, and are lost if they arrive before the record. Twin responses are delayed equally, to stay
 * in order.
 *
 * @param duration zero for none
 */
record ResponseDelay(Duration duration) {
  static final ResponseDelay NONE = new ResponseDelay(Duration.ZERO);

  /** Longer than a thread waits for a processor at a load of ten. */
  private static final ResponseDelay JAVA_SDK = new ResponseDelay(Duration.ofMillis(40));

  private static final String JAVA_SDK_NAME = "com.microsoft.azure.sdk.iot.iot-device-client";

  /** Runs a response after the delay; equal delays preserve the order. */
  void run(EventExecutor executor, Runnable answer) {
    if (duration.isZero()) {
      answer.run();
    } else {
      executor.schedule(answer, duration.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Sends PUBACK. */
  void acknowledge(ChannelHandlerContext context, int packetId) {
    run(
        context.executor(),
        () -> context.writeAndFlush(MqttMessageBuilders.pubAck().packetId(packetId).build()));
  }

  /** The delay for a client, from {@code DeviceClientType} in its user name. */
  static ResponseDelay of(@Nullable String userName) {
    return userName != null && userName.contains(JAVA_SDK_NAME) ? JAVA_SDK : NONE;
  }
}
