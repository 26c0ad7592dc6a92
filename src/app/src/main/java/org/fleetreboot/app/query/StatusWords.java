package org.fleetreboot.app.query;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.fleetreboot.workflow.run.RunStatus;

/** Reads the words for the states of runs and devices, as they are shown. */
public final class StatusWords {
  /** How a device can have ended. */
  public static final Set<DeviceStatus> ENDED =
      Arrays.stream(DeviceStatus.values())
          .filter(status -> status.outcome() != null)
          .collect(Collectors.toUnmodifiableSet());

  private StatusWords() {}

  /**
   * The states of runs with those words.
   *
   * @throws IllegalArgumentException with the known words
   */
  public static Set<RunStatus> ofRuns(List<String> words) {
    return read(words, List.of(RunStatus.values()), RunStatus::word, RunStatus.class, "status");
  }

  /**
   * The states of devices with those words.
   *
   * @throws IllegalArgumentException with the known words
   */
  public static Set<DeviceStatus> ofDevices(List<String> words) {
    return read(
        words, List.of(DeviceStatus.values()), DeviceStatus::word, DeviceStatus.class, "status");
  }

  /**
   * The outcomes of devices with those words.
   *
   * @throws IllegalArgumentException with the known words
   */
  public static Set<DeviceStatus> ofOutcomes(List<String> words) {
    List<DeviceStatus> outcomes =
        Arrays.stream(DeviceStatus.values()).filter(ENDED::contains).toList();
    return read(words, outcomes, DeviceStatus::word, DeviceStatus.class, "outcome");
  }

  private static <E extends Enum<E>> Set<E> read(
      List<String> words, List<E> known, Function<E, String> word, Class<E> type, String what) {
    Set<E> read = EnumSet.noneOf(type);
    for (String given : words) {
      E found =
          known.stream()
              .filter(one -> word.apply(one).equals(given.strip()))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "unknown %s '%s'; use one or more of: %s"
                              .formatted(
                                  what,
                                  given,
                                  known.stream().map(word).collect(Collectors.joining(", ")))));
      read.add(found);
    }
    return read;
  }
}
