package org.fleetreboot.devicesim.device.sdk;

import com.microsoft.azure.sdk.iot.device.IotHubStatusCode;
import com.microsoft.azure.sdk.iot.device.exceptions.IotHubClientException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLException;
import org.fleetreboot.devicesim.device.BackOff;
import org.fleetreboot.devicesim.device.ConnectionRefused;
import org.fleetreboot.devicesim.device.DeviceEnvironment;
import org.fleetreboot.devicesim.device.DeviceSpec;
import org.fleetreboot.devicesim.device.DeviceTransport;
import org.fleetreboot.devicesim.device.IncomingMethodCall;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A device's transport on Microsoft's device SDK, over MQTT. It implements retries instead of using
 * the SDK's: {@code open(true)} blocks its thread, cannot be closed meanwhile, and never gives up
 * on a wrong key.
 */
final class SdkConnection implements DeviceTransport {

  private static final Logger log = LoggerFactory.getLogger(SdkConnection.class);

  private final DeviceSpec spec;
  private final String connectionString;
  private final DeviceEnvironment environment;
  private final DeviceThreads threads;
  private final RandomGenerator random;
  private final Consumer<IncomingMethodCall> onCall;
  private final Object lock = new Object();
  private @Nullable SdkSession session;
  private boolean closed;
  private volatile @Nullable Throwable lastFailure;

  SdkConnection(
      DeviceSpec spec,
      DeviceEnvironment environment,
      DeviceThreads threads,
      RandomGenerator random,
      Consumer<IncomingMethodCall> onCall) {
    this.spec = spec;
    this.connectionString = environment.connectionStrings().apply(spec.id());
    this.environment = environment;
    this.threads = threads;
    this.random = random;
    this.onCall = onCall;
  }

  boolean isConnected() {
    SdkSession now = session();
    return now != null && now.isConnected();
  }

  /** Why the last attempt failed; null if it succeeded, or there was none. */
  @Nullable Throwable lastFailure() {
    return isConnected() ? null : lastFailure;
  }

  @Override
  public CompletionStage<?> connect() {
    CompletableFuture<@Nullable Void> connected = new CompletableFuture<>();
    attempt(1, connected);
    return connected;
  }

  @Override
  public CompletionStage<?> disconnect() {
    return CompletableFuture.runAsync(() -> endSession(false), threads.closing());
  }

  @Override
  public CompletionStage<?> report(Map<String, Object> patch) {
    SdkSession now = session();
    return now == null
        ? CompletableFuture.failedFuture(new IOException("the device is not connected"))
        : now.report(patch);
  }

  /** Disconnects permanently; blocks briefly. */
  void close() {
    endSession(true);
  }

  private void attempt(int number, CompletableFuture<@Nullable Void> connected) {
    CompletionStage<?> attempt = CompletableFuture.runAsync(this::open, threads.connecting());
    attempt.whenComplete(
        (ok, failure) -> threads.scripts().execute(() -> attempted(number, connected, failure)));
  }

  private void attempted(
      int number, CompletableFuture<@Nullable Void> connected, @Nullable Throwable failure) {
    lastFailure = failure;
    if (failure == null) {
      connected.complete(null);
    } else if (isClosed()) {
      log.debug("{}: closed while connecting", spec.id());
    } else if (isLasting(failure)) {
      connected.completeExceptionally(new ConnectionRefused(spec.id(), failure));
    } else {
      Duration wait = BackOff.LIKE_THE_SDK.after(number, random);
      log.debug("{}: no connection at attempt {}, next in {}", spec.id(), number, wait, failure);
      threads.scripts().schedule(() -> attempt(number + 1, connected), wait);
    }
  }

  private void open() {
    SdkSession fresh = new SdkSession(connectionString, environment.tls(), onCall);
    synchronized (lock) {
      if (closed) {
        return;
      }
      session = fresh;
    }
    try {
      fresh.open();
    } catch (IotHubClientException e) {
      fresh.close();
      throw new CompletionException(e);
    } catch (InterruptedException e) {
      fresh.close();
      Thread.currentThread().interrupt();
      throw new CompletionException(e);
    }
  }

  private void endSession(boolean forGood) {
    SdkSession gone;
    synchronized (lock) {
      closed = closed || forGood;
      gone = session;
      session = null;
    }
    if (gone != null) {
      gone.close();
    }
  }

  private @Nullable SdkSession session() {
    synchronized (lock) {
      return session;
    }
  }

  private boolean isClosed() {
    synchronized (lock) {
      return closed;
    }
  }

  /** Wrong keys and untrusted certificates are permanent failures. */
  private static boolean isLasting(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException
          || (cause instanceof IotHubClientException refusal
              && refusal.getStatusCode() == IotHubStatusCode.UNAUTHORIZED)) {
        return true;
      }
    }
    return false;
  }
}
