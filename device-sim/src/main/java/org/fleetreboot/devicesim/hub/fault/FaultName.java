package org.fleetreboot.devicesim.hub.fault;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names of all faults, some with a parameter. */
final class FaultName {
  private static final Map<String, Supplier<HubFault>> PLAIN =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("too-many-requests", HubFault::tooManyRequests),
              Map.entry("server-error", HubFault::serverError),
              Map.entry("server-busy", HubFault::serverBusy),
              Map.entry("connected-elsewhere", HubFault::connectedElsewhere),
              Map.entry("dropped-before-delivery", HubFault::droppedBeforeDelivery),
              Map.entry("dropped-after-delivery", HubFault::droppedAfterDelivery),
              Map.entry("delivered-then-not-online", HubFault::deliveredThenNotOnline),
              Map.entry("delivered-then-no-answer", HubFault::deliveredThenNoAnswer),
              Map.entry("device-dropped-before-delivery", HubFault::deviceDroppedBeforeDelivery),
              Map.entry("device-dropped-after-delivery", HubFault::deviceDroppedAfterDelivery),
              Map.entry("acknowledgement-lost", HubFault::acknowledgementLost),
              Map.entry("push-lost", HubFault::pushLost)));

  private static final Map<String, Function<String, HubFault>> WITH_VALUE =
      new TreeMap<>(
          Map.of(
              "late TIME", time -> HubFault.late(DurationText.duration(time)),
              "push-late TIME", time -> HubFault.pushLate(DurationText.duration(time)),
              "slow-tls TIME", time -> HubFault.slowTls(DurationText.duration(time)),
              "refused CODE", code -> HubFault.refused(Integer.parseInt(code)),
              "connection-refused CODE", code -> HubFault.connectionRefused(Integer.parseInt(code)),
              "twin-refused STATUS", status -> HubFault.twinRefused(Integer.parseInt(status))));

  private FaultName() {}

  /**
   * The fault of a name.
   *
   * @throws IllegalArgumentException if there is no such fault
   */
  static HubFault parse(String text) {
    String[] words = text.strip().split("\\s+", 2);
    Supplier<HubFault> plain = PLAIN.get(words[0]);
    if (plain != null && words.length == 1) {
      return plain.get();
    }
    for (Map.Entry<String, Function<String, HubFault>> known : WITH_VALUE.entrySet()) {
      if (words.length == 2 && known.getKey().startsWith(words[0] + " ")) {
        return known.getValue().apply(words[1]);
      }
    }
    throw new IllegalArgumentException("unknown fault '" + text + "'; use one of: " + known());
  }

  /** The name of a fault; a description if it has none. */
  static String of(HubFault fault) {
    if (fault instanceof ServiceFault.AnswersLate late) {
      return "late " + DurationText.text(late.delay());
    }
    if (fault instanceof ServiceFault.AnswersCode refusal) {
      return "refused " + refusal.code();
    }
    if (fault instanceof DeviceFault.PushesLate late) {
      return "push-late " + DurationText.text(late.delay());
    }
    if (fault instanceof DeviceFault.AcceptsSlowly slow) {
      return "slow-tls " + DurationText.text(slow.delay());
    }
    if (fault instanceof DeviceFault.RefusesConnection refusal) {
      return "connection-refused " + refusal.code();
    }
    if (fault instanceof DeviceFault.RefusesTwin refusal) {
      return "twin-refused " + refusal.status();
    }
    return PLAIN.entrySet().stream()
        .filter(plain -> plain.getValue().get().equals(fault))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseGet(fault::toString);
  }

  static String known() {
    return Stream.concat(PLAIN.keySet().stream(), WITH_VALUE.keySet().stream())
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
