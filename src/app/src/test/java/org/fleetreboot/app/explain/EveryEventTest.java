package org.fleetreboot.app.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fleetreboot.app.explain.Story.RUN;
import static org.fleetreboot.app.explain.Story.START;
import static org.fleetreboot.app.explain.Story.STEP;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.fleetreboot.workflow.BootMarker;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.device.InvocationAnswer.Cause;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.options.BusyRule;
import org.fleetreboot.workflow.options.ConfirmBy;
import org.fleetreboot.workflow.options.MarkerPath;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each event of a device is a sentence. */
class EveryEventTest {
  private static final UUID CALL = new UUID(1, 1);
  private static final Instant LATER = START.plusSeconds(90);
  private static final BootMarker AFTER = new BootMarker("42", LATER.minusSeconds(1), 42);

  private static final RebootEvent.InvocationIntended INTENT =
      new RebootEvent.InvocationIntended(
          RUN,
          STEP,
          START,
          CALL,
          2,
          3,
          "restart",
          null,
          new MarkerPath("a.b"),
          BootMarker.absent(1),
          false,
          START.plusSeconds(10),
          ConfirmBy.VALUE,
          Duration.ofMinutes(10),
          3,
          Duration.ZERO,
          Duration.ofMinutes(5),
          null,
          BusyRule.of("423", 10),
          1,
          0);

  static Stream<Arguments> anEventIsASentence() {
    return Stream.of(
        told(
            INTENT,
            "By its twin it was not connected, and had never reported a.b. One call of restart was"
                + " recorded, its call 3 in this step, to be sent by "),
        told(accepted(204, null), "It answered 204: it promised to reboot."),
        told(
            new RebootEvent.Rejected(RUN, STEP, LATER, CALL, 500, "\"no\"", "busy at 2", null),
            "It refused: it answered 500 with \"no\", busy at 2."),
        told(
            new RebootEvent.Busy(RUN, STEP, LATER, CALL, 423, null, 2, LATER.plusSeconds(60)),
            "It answered 423, which means busy: answer 2 of at most 10. It is called again from "),
        told(
            new RebootEvent.AnswerLost(RUN, STEP, LATER, CALL, "the program ended."),
            "Its answer was lost: the program ended. Nobody knows whether the call reached it, so"
                + " it is not called again"),
        told(undelivered(Cause.THROTTLED), "The hub throttled its call, which did not reach it: x"),
        told(undelivered(Cause.HUB_TROUBLE), "The hub could not be used for its call"),
        told(undelivered(Cause.NOT_SENT), "Its call was not sent in time, and so not at all: x."),
        told(undelivered(Cause.OFFLINE), "It was offline, and its call did not reach it: x."),
        told(undelivered(Cause.REFUSED_FOR_DEVICE), "The hub refused its call"),
        told(undelivered(Cause.MALFORMED), "The hub refused its call as malformed: x."),
        told(
            new RebootEvent.Confirmed(RUN, STEP, LATER, CALL, AFTER, 200, null),
            "It has rebooted, 1 min 30 s after its call: a.b changed from nothing to 42, stamped"),
        told(
            new RebootEvent.CameBack(RUN, STEP, LATER, CALL, AFTER),
            " It now has to stay up for 5 min."),
        told(
            new RebootEvent.RebootedAgain(RUN, STEP, LATER, CALL, AFTER, 2),
            "It rebooted once more, by itself: 2 reboots since its call."),
        told(
            new RebootEvent.NotConfirmed(
                RUN, STEP, LATER, CALL, LATER.plusSeconds(60), "still 41", 200, null),
            "It was not seen to reboot in time: still 41. It is watched until "),
        told(
            new RebootEvent.NotConfirmed(RUN, STEP, LATER, CALL, LATER, "reboot loop", 200, null),
            "It was not seen to reboot in time: reboot loop."),
        told(
            new RebootEvent.OutcomeUnknown(RUN, STEP, LATER, CALL, LATER, "the answer was lost"),
            "Nobody knows whether it rebooted: the answer was lost."),
        told(
            new RebootEvent.FoundOffline(RUN, STEP, LATER, CALL, 3, "404103 for the call"),
            "It was offline: 404103 for the call."),
        told(
            new RebootEvent.Failed(RUN, STEP, LATER, null, "the hub has no device with that id"),
            "It cannot be rebooted: the hub has no device with that id."),
        told(
            new RebootEvent.Deferred(RUN, STEP, LATER, "not connected", null),
            "It was not called yet: not connected."),
        told(
            new RebootEvent.Deferred(RUN, STEP, LATER, "a batch is running", START),
            "It was not called yet: a batch is running. Its check has said so since "),
        told(
            new RebootEvent.Skipped(RUN, STEP, LATER, null, "the window closed"),
            "It was skipped: the window closed."),
        told(
            new RebootEvent.Skipped(RUN, STEP, LATER, Requester.login("bob"), "in repair"),
            "bob (login) skipped it: in repair."),
        told(
            new RebootEvent.Cancelled(RUN, STEP, LATER, Requester.login("bob"), "storm"),
            "It was cancelled before its call, by bob (login): storm."),
        told(new RebootEvent.Noted(RUN, STEP, LATER, "health: good"), "Noted: health: good."),
        told(
            new RebootEvent.ConfirmedLate(RUN, STEP, LATER, CALL, AFTER),
            "It had rebooted after all, only late: "));
  }

  @ParameterizedTest
  @MethodSource
  void anEventIsASentence(RebootEvent event, String text) {
    Sentence said = DeviceEvents.said(event, event == INTENT ? null : INTENT);

    assertThat(said.text()).contains(text).endsWith(".");
    assertThat(said.kind().section()).isEqualTo(Section.HAPPENED);
    assertThat(said.at()).isEqualTo(event.at());
    assertThat(said.run()).isEqualTo(RUN);
  }

  @Test
  void noEventIsForgotten() {
    List<Class<?>> said =
        anEventIsASentence().<Class<?>>map(event -> event.get()[0].getClass()).toList();

    assertThat(said).containsAll(events(RebootEvent.class));
  }

  @Test
  void whatADeviceAnswersObeysNoTerminalAndHidesNothing() {
    String text = DeviceEvents.said(accepted(200, "\u001b[2J" + "x".repeat(4_000)), null).text();

    assertThat(text).doesNotContain("\u001b").hasSizeLessThan(300);
  }

  private static List<Class<?>> events(Class<?> sealed) {
    return Arrays.stream(sealed.getPermittedSubclasses())
        .<Class<?>>flatMap(type -> type.isSealed() ? events(type).stream() : Stream.of(type))
        .filter(Predicate.not(Class::isInterface))
        .toList();
  }

  private static Arguments told(RebootEvent event, String text) {
    return Arguments.of(event, text);
  }

  private static RebootEvent accepted(int status, @Nullable String response) {
    return new RebootEvent.Accepted(RUN, STEP, LATER, CALL, status, response);
  }

  private static RebootEvent undelivered(Cause cause) {
    return new RebootEvent.NotDelivered(RUN, STEP, LATER, CALL, cause, "x", LATER.plusSeconds(5));
  }
}
