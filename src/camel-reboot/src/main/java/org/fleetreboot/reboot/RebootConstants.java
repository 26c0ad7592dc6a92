package org.fleetreboot.reboot;

import org.apache.camel.spi.Metadata;

/** The headers and exchange properties of the components. */
public final class RebootConstants {

  /** Also an exchange property; only the property counts for the steps of the run. */
  @Metadata(
      description =
          "The id of the run: 1 to 64 of a-z, 0-9 and hyphen. Set before reboot-run: it names the"
              + " run instead of the id that follows from the trigger.",
      javaType = "String",
      applicableFor = {"reboot-run", "reboot-events"})
  public static final String RUN_ID = "CamelRebootRunId";

  @Metadata(
      label = "producer",
      description = "Whether this message began the run; false if the run was already known.",
      javaType = "Boolean",
      applicableFor = "reboot-run")
  public static final String RUN_IS_NEW = "CamelRebootRunIsNew";

  @Metadata(
      label = "producer",
      description = "Who starts the run; overrides the option.",
      javaType = "String",
      applicableFor = "reboot-run")
  public static final String BY = "CamelRebootBy";

  @Metadata(
      label = "consumer",
      description = "The hub of the device, by its name in the journal.",
      javaType = "String",
      applicableFor = {"reboot-device", "reboot-events"})
  public static final String HUB = "CamelRebootHub";

  @Metadata(
      label = "producer",
      description = "How the step ended.",
      javaType = "String",
      enums = "succeeded,failed,cancelled",
      applicableFor = "reboot")
  public static final String STEP_RESULT = "CamelRebootStepResult";

  @Metadata(
      label = "consumer",
      description = "The device that the event is about; absent for one of a run or a group.",
      javaType = "String",
      applicableFor = "reboot-events")
  public static final String DEVICE_ID = "CamelRebootDeviceId";

  @Metadata(
      label = "consumer",
      description = "The device's outcome, if the event has one.",
      javaType = "String",
      enums = "confirmed,rejected,offline,not-confirmed,unknown,failed,skipped,cancelled",
      applicableFor = "reboot-events")
  public static final String OUTCOME = "CamelRebootOutcome";

  @Metadata(
      label = "consumer",
      description = "The step that the event is about; absent for one of a run or of all runs.",
      javaType = "String",
      applicableFor = "reboot-events")
  public static final String STEP = "CamelRebootStep";

  @Metadata(
      label = "producer",
      description =
          "A check's answer that the chain must not continue, or the device must not be called:"
              + " the reason.",
      javaType = "String",
      applicableFor = {"reboot", "reboot-device"})
  public static final String VETO = "CamelRebootVeto";

  @Metadata(
      label = "producer",
      description =
          "A check's answer that now is not the time: the delay after which it is asked again,"
              + " such as 5m.",
      javaType = "String",
      applicableFor = {"reboot", "reboot-device"})
  public static final String RETRY_AFTER = "CamelRebootRetryAfter";

  @Metadata(
      label = "producer",
      description = "The reason for a check's answer \"not now\".",
      javaType = "String",
      applicableFor = {"reboot", "reboot-device"})
  public static final String REASON = "CamelRebootReason";

  @Metadata(
      label = "consumer",
      description = "The id of the event, the same at every delivery.",
      javaType = "String",
      applicableFor = "reboot-events")
  public static final String EVENT_ID = "CamelRebootEventId";

  /**
   * The prefix of headers by which a run's message sets options for the groups of its chain:
   * CamelRebootOption.maxInFlight.
   */
  public static final String OPTION = "CamelRebootOption.";

  /** Exchange property: the options that the run's message sets, a Map from name to text. */
  public static final String OPTIONS = "CamelRebootOptions";

  /**
   * Exchange property: the run to which the header already refers, as in a receipt or an event. It
   * does not name a new run.
   */
  public static final String KNOWN_RUN = "CamelRebootKnownRun";

  private RebootConstants() {}
}
