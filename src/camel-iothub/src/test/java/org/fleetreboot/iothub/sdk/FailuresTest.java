package org.fleetreboot.iothub.sdk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.fleetreboot.iothub.client.Delivery;
import org.fleetreboot.iothub.client.FailureKind;
import org.fleetreboot.iothub.client.HubErrorCode;
import org.fleetreboot.iothub.client.IotHubOperationException;
import org.fleetreboot.iothub.client.NotSentException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Errors as the hub sends them, and as the JDK throws them. */
class FailuresTest {

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-29T12:00:00Z"));
  private static final String REQUEST = "invokeMethod on device pump-1";

  private final Failures failures = new Failures(true, CLOCK);

  @ParameterizedTest(name = "{0} {1}: {2}, {3}")
  @MethodSource("answers")
  void mapsAnswers(int status, @Nullable Integer code, FailureKind kind, Delivery delivery) {
    IotHubOperationException failure = failures.of(REQUEST, thrownFor(status, body(code)));

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.delivery()).isEqualTo(delivery);
    assertThat(failure.statusCode()).isEqualTo(status);
    assertThat(failure.errorCode()).isEqualTo(code);
    assertThat(failure).hasMessageStartingWith("invokeMethod on device pump-1 failed: ");
  }

  static Stream<Arguments> answers() {
    return Stream.concat(
        Arrays.stream(HubErrorCode.values())
            .map(
                code ->
                    arguments(code.number() / 1000, code.number(), code.kind(), code.delivery())),
        Stream.of(
            // Not in the table.
            arguments(400, 400999, FailureKind.serverError, Delivery.unknown),
            arguments(404, 404002, FailureKind.serverError, Delivery.unknown),
            arguments(404, 404999, FailureKind.serverError, Delivery.unknown),
            // No code: perhaps a gateway's page.
            arguments(302, null, FailureKind.serverError, Delivery.unknown),
            arguments(400, null, FailureKind.serverError, Delivery.unknown),
            arguments(401, null, FailureKind.serverError, Delivery.unknown),
            arguments(403, null, FailureKind.serverError, Delivery.unknown),
            arguments(404, null, FailureKind.serverError, Delivery.unknown),
            arguments(413, null, FailureKind.serverError, Delivery.unknown),
            arguments(418, null, FailureKind.serverError, Delivery.unknown),
            arguments(429, null, FailureKind.throttled, Delivery.unknown),
            arguments(503, null, FailureKind.serverError, Delivery.unknown),
            arguments(504, null, FailureKind.serverError, Delivery.unknown)));
  }

  @Test
  void onlyACodeSaysThatADeviceDoesNotExist() {
    assertThat(HubErrorCode.values())
        .filteredOn(code -> code.kind() == FailureKind.notFound)
        .containsExactly(HubErrorCode.DeviceNotFound, HubErrorCode.ModuleNotFound);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Message\":\"{\\\"errorCode\\\":404001}\",\"ExceptionMessage\":\"\"}",
        "{\"Message\":\"{\\\"errorCode\\\":404001}\",\"ExceptionMessage\":\"Tracking ID:1\"}",
        "{\"Message\":{\"errorCode\":404001,\"message\":\"404\"}}",
        "{\"Message\":\"ErrorCode:DeviceNotFound;pump-1\",\"ExceptionMessage\":\"\"}",
        "{\"errorCode\":404001,\"message\":\"gone\"}",
        "{\"errorCode\":\"404001\"}",
        "{\"errorCode\":\"DeviceNotFound\"}"
      })
  void readsTheCodeInEveryShapeOfTheHubsErrors(String body) {
    // The status says something else: the code decides.
    IotHubOperationException failure = failures.of(REQUEST, thrownFor(500, body));

    assertThat(failure.errorCode()).isEqualTo(404001);
    assertThat(failure.kind()).isEqualTo(FailureKind.notFound);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " \n",
        "null",
        "[]",
        "{",
        "<html>ErrorCode:DeviceNotFound</html>",
        "{\"Message\":\"no ErrorCode:DeviceNotFound\"}",
        "{\"message\":{\"message\":{\"message\":{\"message\":{\"errorCode\":404001}}}}}"
      })
  void takesNothingElseAsACode(String body) {
    IotHubOperationException failure = failures.of(REQUEST, thrownFor(404, body));

    assertThat(failure.errorCode()).isNull();
    assertThat(failure.kind()).isEqualTo(FailureKind.serverError);
    assertThat(failure.delivery()).isEqualTo(Delivery.unknown);
  }

  @Test
  void readsTheCodeInTheHeaderWhenTheBodyHasNone() {
    assertThat(
            failures.of(REQUEST, thrownFor(404, "", "iothub-errorcode", "DeviceNotFound")).kind())
        .isEqualTo(FailureKind.notFound);
    assertThat(failures.of(REQUEST, thrownFor(404, "", "IotHub-ErrorCode", "404012")).errorCode())
        .isEqualTo(404012);
  }

  @ParameterizedTest
  @CsvSource({
    "7, PT7S",
    "'Sun, 29 Nov 2026 10:00:30 GMT', PT30S",
    "'Sun, 29 Nov 2026 09:00:00 GMT', PT0S",
    "soon, "
  })
  void readsRetryAfterByTheHubsOwnClock(String header, @Nullable Duration asked) {
    Exception thrown =
        thrownFor(
            503, body(503001), "Retry-After", header, "Date", "Sun, 29 Nov 2026 10:00:00 GMT");

    assertThat(failures.of(REQUEST, thrown).retryAfter()).isEqualTo(asked);
  }

  @ParameterizedTest
  @CsvSource({
    "14:00:00, 401002, clockOff, '2 h 0 min behind'",
    "11:54:00, 401003, clockOff, '6 min ahead of'",
    "12:04:00, 401002, unauthorized, 'does not accept the credential'",
    "14:00:00, 403000, forbidden, 'does not allow'"
  })
  void blamesTheClockAndNotTheKeyWhenItIsMinutesOff(
      String hubsTime, int code, FailureKind kind, String words) {
    Exception thrown =
        thrownFor(code / 1000, body(code), "Date", "Sun, 29 Nov 2026 " + hubsTime + " GMT");

    IotHubOperationException failure = failures.of(REQUEST, thrown);

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure).hasMessageContaining(words);
  }

  @Test
  void distinguishesARefusalByTheProxyFromOneByTheHub() {
    IOException thrown =
        new IOException(
            "Unable to tunnel through proxy. Proxy returns \"HTTP/1.1 407 Proxy Authentication"
                + " Required\"");

    assertThat(failures.of(REQUEST, thrown).kind()).isEqualTo(FailureKind.proxyRefuses);
    assertThat(failures.of(REQUEST, thrown).delivery()).isEqualTo(Delivery.notDelivered);
  }

  @ParameterizedTest(name = "{0}: {1}, {2}")
  @MethodSource("transportFailures")
  void mapsFailuresWithoutAnswer(Exception thrown, FailureKind kind, Delivery delivery) {
    IotHubOperationException failure = failures.of(REQUEST, thrown);

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.delivery()).isEqualTo(delivery);
    assertThat(failure.statusCode()).isNull();
    assertThat(failure.errorCode()).isNull();
    assertThat(failure).hasCause(thrown);
  }

  static Stream<Arguments> transportFailures() {
    return Stream.of(
        arguments(
            new UnknownHostException("myhub"), FailureKind.unreachable, Delivery.notDelivered),
        arguments(
            new ConnectException("Connection refused"),
            FailureKind.unreachable,
            Delivery.notDelivered),
        arguments(
            new NoRouteToHostException("No route"), FailureKind.unreachable, Delivery.notDelivered),
        arguments(
            new SSLHandshakeException("PKIX"), FailureKind.unreachable, Delivery.notDelivered),
        arguments(
            new SocketTimeoutException("Connect timed out"),
            FailureKind.unreachable,
            Delivery.notDelivered),
        arguments(
            new SocketTimeoutException("Read timed out"), FailureKind.timeout, Delivery.unknown),
        arguments(
            new SocketException("Unexpected end of file from server"),
            FailureKind.unreachable,
            Delivery.unknown),
        arguments(new EOFException("cut"), FailureKind.unreachable, Delivery.unknown),
        arguments(new NullPointerException(), FailureKind.other, Delivery.unknown));
  }

  @Test
  void provesNothingWhenTheJvmMayHavePostedTwice() {
    Failures unsure = new Failures(false, CLOCK);

    assertThat(unsure.of(REQUEST, new ConnectException("Connection refused")).delivery())
        .isEqualTo(Delivery.unknown);
    assertThat(unsure.of(REQUEST, thrownFor(429, body(429001))).delivery())
        .isEqualTo(Delivery.unknown);
    assertThat(unsure.of(REQUEST, thrownFor(401, body(401002))).delivery())
        .isEqualTo(Delivery.unknown);
  }

  @Test
  void aRequestThatWasNeverSentIsNotDeliveredEvenThen() {
    Failures unsure = new Failures(false, CLOCK);
    NotSentException tooLate = new NotSentException("too late", null);
    UnsendableException noToken =
        new UnsendableException(FailureKind.unauthorized, "there is no token", new Exception());

    assertThat(unsure.of(REQUEST, tooLate)).isSameAs(tooLate);
    assertThat(unsure.of(REQUEST, noToken).delivery()).isEqualTo(Delivery.notDelivered);
    assertThat(unsure.of(REQUEST, noToken))
        .hasMessage("invokeMethod on device pump-1 was not sent, because there is no token.");
  }

  @Test
  void saysWhatTheFailureMeans() {
    assertThat(failures.of(REQUEST, thrownFor(404, body(404103))))
        .hasMessage(
            "invokeMethod on device pump-1 failed: the device is not connected, or does not listen"
                + " for methods (404103).");
    assertThat(failures.of(REQUEST, new SocketTimeoutException("Read timed out")))
        .hasMessage("invokeMethod on device pump-1 failed: no answer in time.");
  }

  private static String body(@Nullable Integer code) {
    return code == null
        ? "<html>an error page</html>"
        : """
        {"Message":"{\\"errorCode\\":%d,\\"message\\":\\"why\\"}","ExceptionMessage":""}\
        """
            .formatted(code);
  }

  private static Exception thrownFor(int status, String body, String... headers) {
    Map<String, List<String>> fields = new HashMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      fields.put(headers[i], List.of(headers[i + 1]));
    }
    return new HubErrorException(new HttpsResponse(status, fields, body.getBytes(UTF_8)));
  }
}
