package org.fleetreboot.devicesim.device.mqtt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.fleetreboot.devicesim.device.BackOff;
import org.fleetreboot.devicesim.device.ConnectionRefused;
import org.fleetreboot.devicesim.device.DeviceConnectionString;
import org.fleetreboot.devicesim.device.DeviceTransport;
import org.fleetreboot.devicesim.device.IncomingMethodCall;
import org.fleetreboot.devicesim.device.ScriptExecutor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A device's transport on plain MQTT. It retries and reconnects for as long as the device should be
 * up. Confined to one event loop.
 */
final class LightConnection implements DeviceTransport {

  private static final Logger log = LoggerFactory.getLogger(LightConnection.class);

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Long enough for ten thousand concurrent connects with the hub on the same machine. */
  private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(60);

  private static final int REPORTED_WITHIN_SECONDS = 30;

  /** As for a report: disconnecting from a busy hub would lose the answer. */
  private static final int ACKNOWLEDGED_WITHIN_SECONDS = 30;

  private final DeviceConnectionString credentials;
  private final LightNetwork network;
  private final EventLoop loop;
  private final RandomGenerator random;
  private final Consumer<IncomingMethodCall> onCall;

  private @Nullable CompletableFuture<@Nullable Void> connecting;
  private @Nullable MqttSession exchange;
  private boolean meantToBeUp;
  private int failures;
  private volatile boolean connected;
  private volatile @Nullable Throwable lastFailure;
  private long reservedNanos;

  LightConnection(
      DeviceConnectionString credentials,
      LightNetwork network,
      EventLoop loop,
      RandomGenerator random,
      Consumer<IncomingMethodCall> onCall) {
    this.credentials = credentials;
    this.network = network;
    this.loop = loop;
    this.random = random;
    this.onCall = onCall;
  }

  boolean isConnected() {
    return connected;
  }

  /** Why it is not connected; null if it is, or has not tried yet. */
  @Nullable Throwable lastFailure() {
    return connected ? null : lastFailure;
  }

  @Override
  public CompletionStage<?> connect() {
    CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
    connecting = done;
    meantToBeUp = true;
    failures = 0;
    attemptAfter(Duration.ZERO);
    return done;
  }

  @Override
  public CompletionStage<?> disconnect() {
    meantToBeUp = false;
    connected = false;
    MqttSession gone = exchange;
    exchange = null;
    return gone == null ? CompletableFuture.completedFuture(null) : gone.close();
  }

  @Override
  public CompletionStage<?> report(Map<String, Object> patch) {
    MqttSession now = exchange;
    return now == null || !connected
        ? CompletableFuture.failedFuture(new IOException("the device is not connected"))
        : now.report(json(patch)).orTimeout(REPORTED_WITHIN_SECONDS, TimeUnit.SECONDS);
  }

  private void attemptAfter(Duration backOff) {
    reservedNanos = System.nanoTime();
    Duration wait = backOff.plus(network.reserveConnect());
    ScriptExecutor.on(loop).schedule(() -> network.inTurn(loop, this::attempt), wait);
  }

  private Future<?> attempt() {
    if (!meantToBeUp || exchange != null) {
      return loop.newSucceededFuture(null);
    }
    MqttSession fresh = new MqttSession(credentials, network.passwordFor(credentials), this);
    exchange = fresh;
    Future<?> opening = network.connect(loop, fresh);
    opening.addListener(
        opened -> {
          if (!opened.isSuccess()) {
            lost(fresh, opened.cause());
          }
        });
    ScriptExecutor.on(loop)
        .schedule(
            () -> {
              if (exchange == fresh && !connected) {
                lastFailure =
                    new IOException(
                        "the hub did not answer for " + CONNECTED_WITHIN.toSeconds() + " s");
                fresh.close();
              }
            },
            CONNECTED_WITHIN);
    return opening;
  }

  /** The hub has accepted the connection and the subscriptions. */
  void ready(MqttSession on) {
    if (exchange != on) {
      return;
    }
    failures = 0;
    lastFailure = null;
    connected = true;
    CompletableFuture<@Nullable Void> done = connecting;
    connecting = null;
    if (done != null) {
      done.complete(null);
    }
  }

  /** The hub refused the connection temporarily. */
  void turnedAway(MqttSession on, String reason) {
    if (exchange == on) {
      lastFailure = new IOException("the hub refused the connection for now (" + reason + ")");
      network.turnedAway(reservedNanos);
    }
  }

  /** The hub refused this device permanently. */
  void refused(MqttSession on, String reason) {
    if (exchange != on) {
      return;
    }
    meantToBeUp = false;
    CompletableFuture<@Nullable Void> done = connecting;
    connecting = null;
    if (done != null) {
      done.completeExceptionally(new ConnectionRefused(credentials.deviceId(), reason));
    }
  }

  /** The connection is lost or could not be opened; reconnects unless that was intended. */
  void lost(MqttSession on, @Nullable Throwable reason) {
    if (exchange != on) {
      return;
    }
    exchange = null;
    connected = false;
    if (meantToBeUp) {
      if (lastFailure == null || !(reason instanceof MqttSession.Closed)) {
        lastFailure = reason;
      }
      failures++;
      log.debug(
          "{}: connection lost, attempt {} follows", credentials.deviceId(), failures, reason);
      attemptAfter(BackOff.LIKE_THE_SDK.after(failures, random));
    }
  }

  void called(MqttSession on, String method, String requestId) {
    onCall.accept(
        new IncomingMethodCall() {
          @Override
          public String method() {
            return method;
          }

          @Override
          public CompletionStage<?> answer(int status, Object payload) {
            return on.answer(status, requestId, json(payload))
                .completeOnTimeout(null, ACKNOWLEDGED_WITHIN_SECONDS, TimeUnit.SECONDS);
          }

          @Override
          public void leaveUnanswered() {}
        });
  }

  private static byte[] json(Object value) {
    try {
      return JSON.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not representable as JSON: " + value, e);
    }
  }
}
