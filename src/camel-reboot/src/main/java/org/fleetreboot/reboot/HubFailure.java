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
 * Why a request to the hub failed, as its exchange tells. Whose trouble it is follows from the kind
 * alone; no status and no text is asked.
 *
 * @param isOfHub whether the component of the hub has said so; what answers in its place, a route
 *     of the user's own for one, names no kind
 * @param isOfConnection whether what should answer could not be reached, or broke off: it may
 *     answer later, be it the hub or what stands in its place
 * @param retryAfter how long the hub asks to be left alone; null when it does not say
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
    /** Also what an exchange says that is none of the above. */
    other;

    private static Kind of(@Nullable String name) {
      return Arrays.stream(values())
          .filter(kind -> kind.name().equals(name))
          .findFirst()
          .orElse(other);
    }
  }

  /** The failure of that exchange, null when it has none. */
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

  /** Whether the hub said that there is no such device. */
  public boolean isNotFound() {
    return kind == Kind.notFound;
  }

  /** Whether what was asked is at fault, and no hub would answer it. */
  public boolean isOfRequest() {
    return kind == Kind.badRequest || kind == Kind.tooLarge;
  }

  /** Whether the route would fail in the same way again, however well the hub works. */
  public boolean isOfRoute() {
    return (!isOfHub && !isOfConnection) || isOfRequest();
  }

  /** Whether the hub works, and has trouble with this one device that it knows. */
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
   * The hub's part in the failure of a read. What its component cannot name counts as a server
   * error: in a row it suspends the hub, where a person sees it, and no device fails for it.
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

  /** The hub's part in the failure of a call; null when the device may be the reason. */
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
