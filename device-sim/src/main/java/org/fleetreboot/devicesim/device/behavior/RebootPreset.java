package org.fleetreboot.devicesim.device.behavior;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.BootsIn;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.ReportsBeforeAnswering;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.ReportsBeforeGoingDown;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.StaysConnected;

/**
 * The reboot protocol of a device: one for this project, and one for each of Microsoft's "Get
 * started with device management" tutorials (azure-docs, {@code
 * articles/iot-hub/device-management-*.md}).
 *
 * @param label its name in settings
 * @param method the direct method that reboots the device
 * @param markerPath the path of the boot marker below {@code properties.reported}, outermost name
 *     first
 * @param reportsAtStart whether the device reports a marker when it first connects
 * @param acceptance the payload of the answer that accepts the call: a string, or a map that
 *     becomes an object
 * @param behaviors the default behaviors of such a device
 */
public record RebootPreset(
    String label,
    String method,
    List<String> markerPath,
    MarkerFormat markerFormat,
    boolean reportsAtStart,
    Object acceptance,
    List<DeviceBehavior> behaviors) {

  /**
   * This project's preset: answers, disconnects for two to four seconds, reconnects and reports.
   */
  public static final RebootPreset FLEET_REBOOT =
      new RebootPreset(
          "fleet-reboot",
          "rebootDevice",
          List.of("rebootTime"),
          MarkerFormat.ISO_UTC,
          true,
          "Rebooting",
          List.of(new BootsIn(Duration.ofSeconds(2), Duration.ofSeconds(4))));

  /** Sleeps 20 s, reports, and only then answers; never drops its connection. */
  public static final RebootPreset PYTHON_TUTORIAL =
      new RebootPreset(
          "python-tutorial",
          "rebootDevice",
          List.of("rebootTime"),
          MarkerFormat.SPACED_LOCAL,
          false,
          Map.of("Response", "This is the response from the device"),
          List.of(
              new ReportsBeforeAnswering(),
              new StaysConnected(),
              new BootsIn(Duration.ofSeconds(20))));

  /** Answers, reports, and then restarts. */
  public static final RebootPreset NODE_TUTORIAL =
      new RebootPreset(
          "node-tutorial",
          "reboot",
          List.of("iothubDM", "reboot", "lastReboot"),
          MarkerFormat.ISO_UTC_MILLIS,
          false,
          "Reboot started",
          List.of(new ReportsBeforeGoingDown(), new BootsIn(Duration.ofSeconds(5))));

  /** Answers, sleeps 5 s and reports; never drops its connection. */
  public static final RebootPreset JAVA_TUTORIAL =
      new RebootPreset(
          "java-tutorial",
          "reboot",
          List.of("lastReboot"),
          MarkerFormat.ISO_LOCAL,
          false,
          "Started reboot",
          List.of(new StaysConnected(), new BootsIn(Duration.ofSeconds(5))));

  public RebootPreset {
    markerPath = List.copyOf(markerPath);
    behaviors = List.copyOf(behaviors);
    if (markerPath.isEmpty()) {
      throw new IllegalArgumentException("preset " + label + " needs a path for its boot marker");
    }
  }

  /** All presets. */
  public static List<RebootPreset> all() {
    return List.of(FLEET_REBOOT, PYTHON_TUTORIAL, NODE_TUTORIAL, JAVA_TUTORIAL);
  }

  /**
   * The preset with this label, such as {@code python-tutorial}.
   *
   * @throws IllegalArgumentException if there is none; the message lists the presets
   */
  public static RebootPreset labelled(String label) {
    return all().stream()
        .filter(preset -> preset.label.equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown preset '"
                        + label
                        + "'; use one of "
                        + all().stream().map(RebootPreset::label).toList()));
  }

  /** The reported-properties patch that sets the marker. */
  public Map<String, Object> patch(String marker) {
    Object value = marker;
    for (int i = markerPath.size() - 1; i > 0; i--) {
      value = Map.of(markerPath.get(i), value);
    }
    return Map.of(markerPath.get(0), value);
  }
}
