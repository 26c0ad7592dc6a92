package org.fleetreboot.iothub.sdk;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.Locale;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.fleetreboot.iothub.client.Delivery;
import org.fleetreboot.iothub.client.FailureKind;
import org.fleetreboot.iothub.client.IotHubOperationException;
import org.fleetreboot.iothub.client.NotSentException;
import org.fleetreboot.iothub.client.TlsTrouble;

/** Turns failures without a good answer into {@link IotHubOperationException}. */
final class Failures {

  private final boolean singlePost;
  private final InstantSource clock;

  /**
   * @param singlePost whether {@link SinglePost} is guaranteed; without it nothing that happened on
   *     the wire proves that a request was not delivered
   * @param clock for signatures
   */
  Failures(boolean singlePost, InstantSource clock) {
    this.singlePost = singlePost;
    this.clock = clock;
  }

  /**
   * The failure of {@code request}, such as "getTwin of device pump-1".
   *
   * @param thrown a {@link HubErrorException}, another {@code IOException}, or a {@code
   *     RuntimeException}
   */
  IotHubOperationException of(String request, Exception thrown) {
    if (thrown instanceof NotSentException notSent) {
      return notSent;
    }
    if (thrown instanceof UnsendableException unsendable) {
      return new IotHubOperationException(
          request + " was not sent, because " + unsendable.getMessage() + ".",
          unsendable.kind(),
          Delivery.notDelivered,
          null,
          null,
          unsendable.getCause());
    }
    if (thrown instanceof HubErrorException refusal) {
      return ofAnswer(request, HubError.of(refusal.answer(), clock.instant()), refusal);
    }
    return ofTransport(request, thrown);
  }

  private IotHubOperationException ofAnswer(
      String request, HubError error, HubErrorException refusal) {
    return new IotHubOperationException(
        request + " failed: " + error.meaning() + ".",
        error.kind(),
        error.delivery() == Delivery.notDelivered ? provedNotDelivered() : error.delivery(),
        error.statusCode(),
        error.errorCode(),
        error.retryAfter(),
        refusal);
  }

  private IotHubOperationException ofTransport(String request, Exception thrown) {
    if (isRefusalOfProxy(thrown)) {
      return withoutAnswer(
          request + " failed: the proxy refused the connection (" + thrown.getMessage() + ").",
          FailureKind.proxyRefuses,
          provedNotDelivered(),
          thrown);
    }
    if (isBeforeWriting(thrown)) {
      String why = TlsTrouble.of(thrown).map(TlsTrouble::meaning).orElse(thrown.getMessage());
      return withoutAnswer(
          request + " failed: no connection to the hub (" + why + ").",
          FailureKind.unreachable,
          provedNotDelivered(),
          thrown);
    }
    if (thrown instanceof SocketTimeoutException) {
      return withoutAnswer(
          request + " failed: no answer in time.", FailureKind.timeout, Delivery.unknown, thrown);
    }
    if (thrown instanceof IOException && !(thrown instanceof JsonProcessingException)) {
      return withoutAnswer(
          request + " failed: the connection was lost (" + thrown.getMessage() + ").",
          FailureKind.unreachable,
          Delivery.unknown,
          thrown);
    }
    return withoutAnswer(
        request + " failed: the answer could not be read.",
        FailureKind.other,
        Delivery.unknown,
        thrown);
  }

  private static IotHubOperationException withoutAnswer(
      String message, FailureKind kind, Delivery delivery, Exception cause) {
    return new IotHubOperationException(message, kind, delivery, null, null, cause);
  }

  /** The request is written after name lookup, connect and handshake, on the same connection. */
  private static boolean isBeforeWriting(Exception thrown) {
    return thrown instanceof UnknownHostException
        || thrown instanceof ConnectException
        || thrown instanceof NoRouteToHostException
        || thrown instanceof SSLHandshakeException
        || thrown instanceof SSLPeerUnverifiedException
        || isConnectTimeout(thrown);
  }

  /** The JDK has one class for both timeouts; only the message distinguishes them. */
  private static boolean isConnectTimeout(Exception thrown) {
    String message = thrown.getMessage();
    return thrown instanceof SocketTimeoutException
        && message != null
        && message.toLowerCase(Locale.ROOT).startsWith("connect timed out");
  }

  /** The proxy refused the tunnel, so nothing was sent; only the JDK's message says so. */
  private static boolean isRefusalOfProxy(Exception thrown) {
    String message = thrown.getMessage();
    return thrown instanceof IOException
        && message != null
        && message.startsWith("Unable to tunnel through proxy.");
  }

  private Delivery provedNotDelivered() {
    return singlePost ? Delivery.notDelivered : Delivery.unknown;
  }
}
