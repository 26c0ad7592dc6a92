package org.fleetreboot.iothub.sdk;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.OptionalInt;
import org.fleetreboot.iothub.client.Delivery;
import org.fleetreboot.iothub.client.FailureKind;
import org.fleetreboot.iothub.client.HubErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * What an error answer means. Its six-digit code decides; a status without one may come from a
 * gateway and proves nothing.
 *
 * @param statusCode the HTTP status
 * @param errorCode the six-digit code; null if the answer had none
 * @param kind what went wrong
 * @param delivery whether a direct method that this answers was delivered
 * @param meaning a clause for people
 * @param retryAfter how long the hub asks to wait; null if it does not say
 */
record HubError(
    int statusCode,
    @Nullable Integer errorCode,
    FailureKind kind,
    Delivery delivery,
    String meaning,
    @Nullable Duration retryAfter) {

  /** From this difference on, a hub refuses a signature because of its time. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

  private static final int TOO_MANY_REQUESTS = 429;

  /**
   * Reads the answer.
   *
   * @param now when it came, by the clock for signatures
   */
  static HubError of(HttpsResponse answer, Instant now) {
    OptionalInt number = ErrorCodeReader.codeOf(answer);
    HubError error =
        number.isEmpty()
            ? withoutCode(answer, now)
            : HubErrorCode.of(number.getAsInt())
                .map(code -> explained(code, answer, now))
                .orElseGet(() -> unexplained(number.getAsInt(), answer, now));
    Duration behind = clockBehind(answer, now);
    boolean refusesSignature =
        error.kind == FailureKind.unauthorized || (number.isEmpty() && error.statusCode == 401);
    return refusesSignature && behind != null && behind.abs().compareTo(CLOCK_TOLERANCE) > 0
        ? error.forTheClock(behind)
        : error;
  }

  private static HubError explained(HubErrorCode code, HttpsResponse answer, Instant now) {
    return new HubError(
        answer.status(),
        code.number(),
        code.kind(),
        code.delivery(),
        code.meaning() + " (" + code.number() + ")",
        retryAfter(answer, now));
  }

  private static HubError unexplained(int number, HttpsResponse answer, Instant now) {
    return new HubError(
        answer.status(),
        number,
        FailureKind.serverError,
        Delivery.unknown,
        "the hub answered with a code that does not fit this request (" + number + ")",
        retryAfter(answer, now));
  }

  /** A bare 429 slows us down, which is right whoever sent it. */
  private static HubError withoutCode(HttpsResponse answer, Instant now) {
    boolean throttled = answer.status() == TOO_MANY_REQUESTS;
    return new HubError(
        answer.status(),
        null,
        throttled ? FailureKind.throttled : FailureKind.serverError,
        Delivery.unknown,
        "HTTP %d came without an IoT Hub error code, so it may come from a gateway"
            .formatted(answer.status()),
        retryAfter(answer, now));
  }

  private HubError forTheClock(Duration behind) {
    String meaning =
        "the hub does not accept the signature, because the clock of this machine is %s %s the hub's (%d)"
            .formatted(
                inWords(behind.abs()),
                behind.isNegative() ? "ahead of" : "behind",
                errorCode == null ? statusCode : errorCode);
    return new HubError(statusCode, errorCode, FailureKind.clockOff, delivery, meaning, retryAfter);
  }

  private static String inWords(Duration duration) {
    return duration.toHours() == 0
        ? duration.toMinutes() + " min"
        : "%d h %d min".formatted(duration.toHours(), duration.toMinutesPart());
  }

  private static @Nullable Duration clockBehind(HttpsResponse answer, Instant now) {
    Instant theirs = date(answer.header("Date"));
    return theirs == null ? null : Duration.between(now, theirs);
  }

  /** Seconds, or a date by the hub's own clock. */
  private static @Nullable Duration retryAfter(HttpsResponse answer, Instant now) {
    String text = answer.header("Retry-After");
    if (text == null) {
      return null;
    }
    if (text.matches("\\d{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(text));
    }
    Instant until = date(text);
    Instant theirs = date(answer.header("Date"));
    if (until == null) {
      return null;
    }
    Duration wait = Duration.between(theirs == null ? now : theirs, until);
    return wait.isNegative() ? Duration.ZERO : wait;
  }

  private static @Nullable Instant date(@Nullable String text) {
    try {
      return text == null
          ? null
          : ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeParseException noDate) {
      return null;
    }
  }
}
