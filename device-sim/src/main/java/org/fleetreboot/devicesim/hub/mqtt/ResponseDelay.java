package org.fleetreboot.devicesim.hub.mqtt;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long acknowledgements and twin answers are held back from a client. No hub is nearer than
 * this, and one SDK counts on it.
 *
 * <p>Microsoft's device SDK for Java (2.5.0) notes a publish under its packet id only after Paho's
 * {@code publish} has returned ({@code transport.mqtt.Mqtt#publish}). The lock that is to keep the
 * acknowledgement out meanwhile belongs to each of its three parts, and acknowledgements always
 * come to the part for messages: those of twin requests and method answers pass by the lock, and
 * when they come before the note they are lost. Twin answers wait as long, to stay in order.
 *
 * @param duration zero for none
 */
record ResponseDelay(Duration duration) {
  static final ResponseDelay NONE = new ResponseDelay(Duration.ZERO);

  /** More than a thread waits for a processor on a machine that is busy ten times over. */
  private static final ResponseDelay JAVA_SDK = new ResponseDelay(Duration.ofMillis(40));

  private static final String JAVA_SDK_NAME = "com.microsoft.azure.sdk.iot.iot-device-client";

  /** Runs what was held back; what is held back by the same time stays in its order. */
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

  /** By the {@code DeviceClientType} in the user name. */
  static ResponseDelay of(@Nullable String userName) {
    return userName != null && userName.contains(JAVA_SDK_NAME) ? JAVA_SDK : NONE;
  }
}
