package org.fleetreboot.iothub.sdk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.microsoft.azure.sdk.iot.service.exceptions.IotHubExceptionManager;
import com.microsoft.azure.sdk.iot.service.transport.http.HttpResponse;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.fleetreboot.iothub.client.Delivery;
import org.fleetreboot.iothub.client.FailureKind;
import org.fleetreboot.iothub.client.IotHubOperationException;
import org.fleetreboot.iothub.client.NotSentException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Errors as the SDK itself reads them from the hub's bodies, and as the JDK throws them. */
class FailuresTest {

  private static final String REQUEST = "invokeMethod on device pump-1";

  private final Failures failures = new Failures(true);

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
    return Stream.of(
        arguments(400, 400004, FailureKind.badRequest, Delivery.notDelivered),
        arguments(400, 400027, FailureKind.other, Delivery.unknown),
        arguments(400, 400006, FailureKind.badRequest, Delivery.unknown),
        arguments(400, null, FailureKind.badRequest, Delivery.unknown),
        arguments(401, 401002, FailureKind.unauthorized, Delivery.notDelivered),
        arguments(401, null, FailureKind.unauthorized, Delivery.notDelivered),
        arguments(403, 403002, FailureKind.forbidden, Delivery.notDelivered),
        arguments(404, 404001, FailureKind.notFound, Delivery.unknown),
        arguments(404, 404010, FailureKind.notFound, Delivery.unknown),
        arguments(404, 404103, FailureKind.notOnline, Delivery.unknown),
        arguments(404, null, FailureKind.notFound, Delivery.unknown),
        arguments(409, 409001, FailureKind.other, Delivery.unknown),
        arguments(412, 412001, FailureKind.other, Delivery.unknown),
        arguments(413, 413001, FailureKind.tooLarge, Delivery.notDelivered),
        arguments(418, null, FailureKind.other, Delivery.unknown),
        arguments(429, 429001, FailureKind.throttled, Delivery.notDelivered),
        arguments(429, 429002, FailureKind.throttled, Delivery.notDelivered),
        arguments(429, null, FailureKind.throttled, Delivery.notDelivered),
        arguments(500, 500001, FailureKind.serverError, Delivery.unknown),
        arguments(502, null, FailureKind.serverError, Delivery.unknown),
        arguments(503, 503001, FailureKind.serverError, Delivery.unknown),
        arguments(504, 504101, FailureKind.timeout, Delivery.unknown));
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
    Failures unsure = new Failures(false);

    assertThat(unsure.of(REQUEST, new ConnectException("Connection refused")).delivery())
        .isEqualTo(Delivery.unknown);
    assertThat(unsure.of(REQUEST, thrownFor(429, body(429001))).delivery())
        .isEqualTo(Delivery.unknown);
    assertThat(unsure.of(REQUEST, thrownFor(401, body(401002))).delivery())
        .isEqualTo(Delivery.unknown);
  }

  @Test
  void keepsItsWordThatNothingWasSentEvenThen() {
    Failures unsure = new Failures(false);
    NotSentException tooLate = new NotSentException("too late", null);
    UnsendableException noToken =
        new UnsendableException(FailureKind.unauthorized, "there is no token", new Exception());

    assertThat(unsure.of(REQUEST, tooLate)).isSameAs(tooLate);
    assertThat(unsure.of(REQUEST, noToken).delivery()).isEqualTo(Delivery.notDelivered);
    assertThat(unsure.of(REQUEST, noToken))
        .hasMessage("invokeMethod on device pump-1 was not sent, because there is no token.");
  }

  @Test
  void survivesABlankBodyWhichTheSdkDoesNot() {
    Exception thrown = thrownFor(500, "  ");
    assertThat(thrown).isInstanceOf(NullPointerException.class);

    IotHubOperationException failure = failures.of(REQUEST, thrown);

    assertThat(failure.kind()).isEqualTo(FailureKind.other);
    assertThat(failure.delivery()).isEqualTo(Delivery.unknown);
  }

  @Test
  void knowsNoStatusWhenTheSdkSwallowsIt() {
    IotHubOperationException failure = failures.of(REQUEST, thrownFor(413, ""));

    assertThat(failure.statusCode()).isNull();
    assertThat(failure.delivery()).isEqualTo(Delivery.unknown);
  }

  @Test
  void readsTheOtherShapeOfTheHubsErrors() {
    String registryStyle =
        "{\"Message\":\"ErrorCode:DeviceNotFound;pump-1\",\"ExceptionMessage\":\"Tracking ID:1\"}";

    IotHubOperationException failure = failures.of(REQUEST, thrownFor(404, registryStyle));

    assertThat(failure.kind()).isEqualTo(FailureKind.notFound);
    assertThat(failure.statusCode()).isEqualTo(404);
    assertThat(failure.errorCode()).isNull();
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
          {"Message":"{\\"errorCode\\":%d,\\"message\\":\\"why\\"}","ExceptionMessage":""}"""
            .formatted(code);
  }

  private static Exception thrownFor(int status, String body) {
    HttpResponse answer = new HttpResponse(status, new byte[0], Map.of(), body.getBytes(UTF_8));
    try {
      IotHubExceptionManager.httpResponseVerification(answer);
    } catch (Exception e) {
      return e;
    }
    throw new AssertionError("The SDK takes " + status + " for a success.");
  }
}
