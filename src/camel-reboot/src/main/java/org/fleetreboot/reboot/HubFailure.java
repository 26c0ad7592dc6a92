package org.fleetreboot.reboot;

import com.fasterxml.jackson.core.JacksonException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeoutException;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeTimedOutException;
import org.apache.camel.util.ObjectHelper;
import org.fleetreboot.engine.HubTrouble;
import org.fleetreboot.reboot.redaction.Redaction;
import org.jspecify.annotations.Nullable;

/**
 * Why a request to the hub failed, according to its exchange. Only the kind decides who is to
 * blame; statuses and texts are ignored.
 *
 * @param isOfHub whether the hub's component reported the kind; a replacement, such as a user's own
 *     route, reports none
 * @param isOfConnection whether the endpoint could not be reached, or the connection broke: it may
 *     answer later, whether it is the hub or a replacement
 * @param retryAfter how long the hub asks clients to wait; null if it does not say
 * @param detail one sentence
 */
public record HubFailure(
    Kind kind,
    boolean isOfHub,
    boolean isOfConnection,
    @Nullable Duration retryAfter,
    String detail) {
  /** What went wrong; the names are the values of {@link HubHeaders#FAILURE_KIND}. */
  public enum Kind {
    throttled,
    unauthorized,
    clockOff,
    forbidden,
    hubRefuses,
    notFound,
    notOnline,
    reconnected,
    deviceRefused,
    badRequest,
    tooLarge,
    serverError,
    unreachable,
    proxyRefuses,
    deviceTimeout,
    timeout,
    notSent,
    /** Also used for any kind that is not in this list. */
    other;

    private static Kind of(@Nullable String name) {
      return Arrays.stream(values())
          .filter(kind -> kind.name().equals(name))
          .findFirst()
          .orElse(other);
    }
  }

  /** The failure of that exchange; null if it has none. */
  public static @Nullable HubFailure of(Exchange exchange) {
    Exception cause = exchange.getException();
    if (cause == null) {
      return null;
    }
    String kind = exchange.getProperty(HubHeaders.FAILURE_KIND, String.class);
    return new HubFailure(
        Kind.of(kind),
        kind != null,
        isOfConnection(cause),
        exchange.getProperty(HubHeaders.RETRY_AFTER, Duration.class),
        Redaction.messageOf(cause));
  }

  private static boolean isOfConnection(Throwable failure) {
    for (Throwable cause : ObjectHelper.createExceptionIterable(failure)) {
      boolean isOfText =
          cause instanceof JacksonException || cause instanceof CharacterCodingException;
      boolean isOfFile =
          cause instanceof FileNotFoundException || cause instanceof FileSystemException;
      if ((cause instanceof IOException && !isOfText && !isOfFile)
          || cause instanceof TimeoutException
          || cause instanceof ExchangeTimedOutException) {
        return true;
      }
    }
    return false;
  }

  /** Whether the hub reported that the device does not exist. */
  public boolean isNotFound() {
    return kind == Kind.notFound;
  }

  /** Whether the request itself is wrong, so that no hub would answer it. */
  public boolean isOfRequest() {
    return kind == Kind.badRequest || kind == Kind.tooLarge;
  }

  /** Whether the route would fail again in the same way, even if the hub works. */
  public boolean isOfRoute() {
    return (!isOfHub && !isOfConnection) || isOfRequest();
  }

  /** Whether the hub works, and only this known device has a problem. */
  public boolean isOfDevice() {
    return switch (kind) {
      case notOnline, reconnected, deviceRefused, deviceTimeout -> true;
      case throttled,
          unauthorized,
          clockOff,
          forbidden,
          hubRefuses,
          notFound,
          badRequest,
          tooLarge,
          serverError,
          unreachable,
          proxyRefuses,
          timeout,
          notSent,
          other ->
          false;
    };
  }

  /**
   * What a failed read says about the hub. A failure that the component cannot name counts as a
   * server error: several in a row suspend the hub, which people notice, and no device is marked
   * failed.
   */
  public HubTrouble trouble() {
    HubTrouble known = troubleOfCall();
    if (known != null) {
      return known;
    }
    return trouble(
        switch (kind) {
          case timeout -> HubTrouble.Kind.UNREACHABLE;
          case notSent -> HubTrouble.Kind.THROTTLED;
          default -> HubTrouble.Kind.SERVER_ERROR;
        });
  }

  /** What a failed call says about the hub; null if the device may be the cause. */
  public @Nullable HubTrouble troubleOfCall() {
    return switch (kind) {
      case throttled -> trouble(HubTrouble.Kind.THROTTLED);
      case unauthorized, clockOff, forbidden -> trouble(HubTrouble.Kind.UNAUTHORIZED);
      case hubRefuses -> trouble(HubTrouble.Kind.REFUSED);
      case unreachable, proxyRefuses -> trouble(HubTrouble.Kind.UNREACHABLE);
      case serverError -> trouble(HubTrouble.Kind.SERVER_ERROR);
      case notFound,
          notOnline,
          reconnected,
          deviceRefused,
          badRequest,
          tooLarge,
          deviceTimeout,
          timeout,
          notSent,
          other ->
          null;
    };
  }

  private HubTrouble trouble(HubTrouble.Kind of) {
    return new HubTrouble(of, detail, retryAfter);
  }
}
