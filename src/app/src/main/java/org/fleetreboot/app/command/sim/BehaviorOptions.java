package org.fleetreboot.app.command.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.fleetreboot.app.command.option.DurationConverter;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.local.FaultCounts;
import org.fleetreboot.devicesim.device.DeviceSpec;
import org.fleetreboot.devicesim.device.behavior.BehaviorNotation;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior;
import org.fleetreboot.devicesim.device.behavior.RebootPreset;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The behaviors of simulated devices. */
public final class BehaviorOptions {
  @Option(
      names = "--preset",
      paramLabel = "NAME",
      defaultValue = "fleet-reboot",
      converter = PresetConverter.class,
      description =
          "The dialect of the devices: fleet-reboot, python-tutorial, node-tutorial or"
              + " java-tutorial. Default: fleet-reboot.")
  private RebootPreset preset = RebootPreset.FLEET_REBOOT;

  @Option(
      names = "--boot-time",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description =
          "How long each takes to boot. Default: 2 to 4 s, drawn from the seed."
              + " A boot time in a fleet file takes precedence.")
  private @Nullable Duration bootTime;

  @Option(
      names = "--behavior",
      paramLabel = "TEXT",
      converter = BehaviorConverter.class,
      description =
          "A behavior of each device, such as 'answers-after 5s' or reports-nothing. Repeatable;"
              + " an unknown one lists all.")
  private List<DeviceBehavior> behaviors = new ArrayList<>();

  @Option(
      names = "--offline",
      paramLabel = "N",
      description = "Number of devices that never connect.")
  private int offline;

  @Option(
      names = "--lose-answer",
      paramLabel = "N",
      description = "Number of devices that reboot but lose their answer.")
  private int loseAnswer;

  @Option(
      names = "--never-return",
      paramLabel = "N",
      description = "Number of devices that accept and are never seen again.")
  private int neverReturn;

  @Option(
      names = "--reject",
      paramLabel = "N",
      description = "Number of devices that answer with status 409.")
  private int reject;

  /**
   * The same devices with these behaviors; the last ones of the list misbehave.
   *
   * @throws ProgramFailure if behaviors of a device contradict each other
   */
  List<DeviceSpec> applyTo(List<DeviceSpec> devices) {
    try {
      List<DeviceSpec> alike = devices.stream().map(this::styled).toList();
      return new FaultCounts(offline, loseAnswer, neverReturn, reject).among(alike);
    } catch (IllegalArgumentException e) {
      throw ProgramFailure.setup(
          "A device cannot have all these behaviors: %s; omit one.".formatted(e.getMessage()), e);
    }
  }

  private DeviceSpec styled(DeviceSpec device) {
    DeviceSpec speaking =
        device.speaking(preset).behaving(behaviors.toArray(DeviceBehavior[]::new));
    boolean bootsAsItWants =
        speaking.behaviors().stream().anyMatch(DeviceBehavior.BootsIn.class::isInstance);
    return bootTime == null || bootsAsItWants
        ? speaking
        : speaking.behaving(new DeviceBehavior.BootsIn(bootTime));
  }

  /** Parses behaviors. */
  static final class BehaviorConverter implements ITypeConverter<DeviceBehavior> {
    @Override
    public DeviceBehavior convert(String text) {
      try {
        return BehaviorNotation.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  /** Finds presets by their label. */
  static final class PresetConverter implements ITypeConverter<RebootPreset> {
    @Override
    public RebootPreset convert(String label) {
      try {
        return RebootPreset.labelled(label);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
