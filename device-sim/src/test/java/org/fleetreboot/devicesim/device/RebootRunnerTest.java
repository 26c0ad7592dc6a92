package org.fleetreboot.devicesim.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.TimeoutException;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.BootsIn;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.LosesAnswer;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.NeverReturns;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.RebootsInLoop;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.Rejects;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.ReportsSameValue;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.StaysConnected;
import org.junit.jupiter.api.Test;

class RebootRunnerTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final String FIRST = "2026-11-23T12:00:00.000000Z";
  private static final String SECOND = "2026-11-23T12:00:00.000001Z";
  private static final String THIRD = "2026-11-23T12:00:00.000002Z";
  private static final Duration BOOT = Duration.ofSeconds(3);

  private final ManualScriptExecutor thread = new ManualScriptExecutor();
  private final RecordingTransport body = new RecordingTransport();

  @Test
  void startingConnectsAndReportsTheFirstMarker() {
    RebootRunner runner = started();

    assertThat(body.log).containsExactly("connect", "report " + FIRST);
    assertThat(runner.lastMarker()).isEqualTo(FIRST);
    assertThat(runner.reboots()).isZero();
  }

  @Test
  void aCallIsAnsweredAndTheMarkerMovesAfterTheBootTime() {
    RebootRunner runner = started();
    body.log.clear();

    runner.take(body.call("rebootDevice", "one"));
    thread.advance(BOOT.minusNanos(1));
    assertThat(body.log).containsExactly("answer one 200", "disconnect");

    thread.advance(Duration.ofNanos(1));
    assertThat(body.log).endsWith("connect", "report " + SECOND);
    assertThat(runner.reboots()).isOne();
  }

  @Test
  void aMarkerNeverRepeatsEvenWhenTheClockStandsStill() {
    RebootRunner runner = started();

    runner.take(body.call("rebootDevice", "one"));
    thread.advance(BOOT);
    runner.take(body.call("rebootDevice", "two"));
    thread.advance(BOOT);

    assertThat(runner.lastMarker()).isEqualTo(THIRD);
  }

  @Test
  void reportingTheSameValueRepeatsTheMarkerOnPurpose() {
    RebootRunner runner = started(new ReportsSameValue());

    runner.take(body.call("rebootDevice", "one"));
    thread.advance(BOOT);

    assertThat(runner.lastMarker()).isEqualTo(FIRST);
    assertThat(runner.reboots()).isOne();
  }

  @Test
  void aSecondCallWaitsForTheFirstAndRebootsAgain() {
    RebootRunner runner = started(new StaysConnected());
    body.log.clear();

    runner.take(body.call("rebootDevice", "one"));
    runner.take(body.call("rebootDevice", "two"));
    thread.advance(BOOT);
    assertThat(body.log).containsExactly("answer one 200", "report " + SECOND, "answer two 200");

    thread.advance(BOOT);
    assertThat(body.log).endsWith("report " + THIRD);
    assertThat(runner.reboots()).isEqualTo(2);
  }

  @Test
  void aCallThatWaitsIsLostWhenTheDeviceGoesDown() {
    RebootRunner runner = started();
    body.log.clear();

    runner.take(body.call("rebootDevice", "one"));
    runner.take(body.call("rebootDevice", "two"));
    thread.advance(BOOT.multipliedBy(3));

    assertThat(body.log)
        .containsExactly(
            "answer one 200", "no answer two", "disconnect", "connect", "report " + SECOND);
    assertThat(runner.calls()).isEqualTo(2);
    assertThat(runner.reboots()).isOne();
  }

  @Test
  void aLostAnswerIsNeverSent() {
    RebootRunner runner = started(new LosesAnswer());
    body.log.clear();

    runner.take(body.call("rebootDevice", "one"));
    thread.advance(BOOT);

    assertThat(body.log)
        .containsExactly("no answer one", "disconnect", "connect", "report " + SECOND);
  }

  @Test
  void aDeviceThatNeverReturnsStaysDown() {
    RebootRunner runner = started(new NeverReturns());
    body.log.clear();

    runner.take(body.call("rebootDevice", "one"));
    thread.advance(Duration.ofDays(1));

    assertThat(body.log).containsExactly("answer one 200", "disconnect");
    assertThat(runner.reboots()).isOne();
  }

  @Test
  void aRejectedCallDoesNotReboot() {
    RebootRunner runner = started(new Rejects(500));
    body.log.clear();

    runner.take(body.call("rebootDevice", "one"));
    thread.advance(BOOT);

    assertThat(body.log).containsExactly("answer one 500");
    assertThat(runner.reboots()).isZero();
  }

  @Test
  void aLoopRebootsAgainAndAgainAndStillAnswersCalls() {
    RebootRunner runner = started(new RebootsInLoop(Duration.ofSeconds(7)));

    runner.take(body.call("rebootDevice", "one"));
    thread.advance(Duration.ofSeconds(3 + 7 + 3 + 7 + 3));
    assertThat(runner.reboots()).isEqualTo(3);

    body.log.clear();
    runner.take(body.call("rebootDevice", "two"));
    thread.advance(BOOT);
    assertThat(body.log).startsWith("answer two 200", "disconnect", "connect");

    thread.advance(Duration.ofSeconds(7).minusNanos(1));
    assertThat(runner.reboots()).as("the loop before the call is over").isEqualTo(4);
  }

  @Test
  void anUnknownMethodIsAnswered404AndIsNoRebootCall() {
    RebootRunner runner = started();
    body.log.clear();

    runner.take(body.call("openValve", "one"));
    thread.advance(BOOT);

    assertThat(body.log).containsExactly("answer one 404");
    assertThat(runner.calls()).isZero();
  }

  @Test
  void aThrottledReportIsSentAgainWithTheSameMarker() {
    body.refuseNextReport(new ReportRefused("429", true));
    body.refuseNextReport(new TimeoutException());

    RebootRunner runner = started();
    assertThat(runner.lastMarker()).isNull();

    thread.advance(Duration.ofSeconds(1));
    assertThat(body.log)
        .containsExactly("connect", "report " + FIRST, "report " + FIRST, "report " + FIRST);
    assertThat(runner.lastMarker()).isEqualTo(FIRST);
  }

  @Test
  void aReportRefusedForGoodEndsTheScriptButNotTheDevice() {
    body.refuseNextReport(new ReportRefused("400", false));
    RebootRunner runner = started();
    body.log.clear();

    runner.take(body.call("rebootDevice", "one"));
    thread.advance(BOOT);

    assertThat(body.log).startsWith("answer one 200");
    assertThat(runner.lastMarker()).isEqualTo(SECOND);
  }

  @Test
  void aStoppedDeviceDoesNothingMore() {
    RebootRunner runner = started();
    runner.take(body.call("rebootDevice", "one"));
    thread.runDue();
    body.log.clear();

    runner.stop();
    runner.take(body.call("rebootDevice", "two"));
    thread.advance(BOOT);

    assertThat(body.log).containsExactly("no answer two");
  }

  private RebootRunner started(DeviceBehavior... behaviors) {
    DeviceSpec spec = DeviceSpec.named("pump-7").behaving(new BootsIn(BOOT)).behaving(behaviors);
    InstantSource stillClock = InstantSource.fixed(NOON);
    RebootRunner runner =
        new RebootRunner(
            spec,
            body,
            new BootMarkers(stillClock, ZoneOffset.UTC, spec.preset().markerFormat()),
            spec.random(),
            thread);
    runner.start(true);
    thread.runDue();
    return runner;
  }
}
