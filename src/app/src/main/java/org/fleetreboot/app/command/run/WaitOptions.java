package org.fleetreboot.app.command.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.fleetreboot.app.command.option.DurationConverter;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.workflow.options.Limit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How a command waits for the end of a run, and judges it. */
public final class WaitOptions {
  @Option(names = "--json", description = "End stdout with one JSON object.")
  private boolean json;

  @Option(
      names = "--require",
      paramLabel = "SHARE",
      converter = ShareConverter.class,
      description = {
        "Exit with 0 if at least this share of the devices is confirmed, otherwise with 1: all"
            + " or a percentage.",
        "Default: 0 if no device failed or was offline, otherwise 5. A skipped device, for example by"
            + " a closed window, did not fail; --require counts it as not confirmed."
      })
  private @Nullable Limit required;

  @Option(names = "--wait", description = "Wait for a paused run even without a terminal.")
  private boolean wait;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = {
        "How long to wait for a person, who resumes a paused run or approves a step, before"
            + " exiting with 4.",
        "Default: for an approval until it expires; for a paused run for ever at a terminal or with"
            + " --wait, otherwise not at all."
      })
  private @Nullable Duration timeout;

  /** For a command without the other options. */
  public static WaitOptions withJson(boolean json) {
    WaitOptions options = new WaitOptions();
    options.json = json;
    return options;
  }

  /** For a command that waits for the end, however long the run is paused. */
  public static WaitOptions toTheEnd(boolean json) {
    WaitOptions options = withJson(json);
    options.wait = true;
    return options;
  }

  boolean json() {
    return json;
  }

  /** How many devices must be confirmed; null if unspecified. */
  @Nullable Limit required() {
    return required;
  }

  /** How long an approval may take; null for as long as its step waits. */
  @Nullable Duration patienceForApproval() {
    return timeout;
  }

  /** How long a run may be paused; null for ever. */
  @Nullable Duration patience(ProcessEnvironment environment) {
    return timeout != null || wait || environment.isTerminal() ? timeout : Duration.ZERO;
  }

  /** Whether an option is set that only applies to waiting for one run. */
  boolean isAboutOneRun() {
    return required != null || wait || timeout != null;
  }

  /** The typed options, for a suggested command. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    if (required != null) {
      words.addAll(List.of("--require", ShareConverter.text(required)));
    }
    if (wait) {
      words.add("--wait");
    }
    if (timeout != null) {
      words.addAll(List.of("--timeout", timeout.toMillis() + "ms"));
    }
    if (json) {
      words.add("--json");
    }
    return words;
  }

  /** {@code all}, or a percentage. */
  static final class ShareConverter implements ITypeConverter<Limit> {
    private static final String ALL = "all";
    private static final Limit WHOLE = new Limit(100, true);

    @Override
    public Limit convert(String text) {
      if (text.equals(ALL)) {
        return WHOLE;
      }
      try {
        Limit share = Limit.parse(text);
        if (share.percentage()) {
          return share;
        }
      } catch (IllegalArgumentException e) {
        // Reported below.
      }
      throw new TypeConversionException(
          "'" + text + "' is not a share of the devices: write all, or a percentage like 95%");
    }

    static String text(Limit share) {
      return share.equals(WHOLE) ? ALL : share.toString();
    }
  }
}
