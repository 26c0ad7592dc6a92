package org.fleetreboot.devicesim.device.behavior;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.AnswersAfter;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.BootsIn;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.LosesAnswer;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.NeverReturns;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.RebootsInLoop;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.Rejects;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.ReportsBeforeAnswering;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.ReportsBeforeGoingDown;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.ReportsNothing;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.ReportsSameValue;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.StaysConnected;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.StaysOffline;

/**
 * Parses behaviors of files and command lines: {@code rejects 409}, {@code boots-in 2s..4s}, {@code
 * loses-answer}.
 */
public final class BehaviorNotation {

  private static final Pattern TIME = Pattern.compile("(\\d+)(ms|s|m)");

  private static final List<String> FORMS =
      List.of(
          "answers-after TIME",
          "boots-in TIME[..TIME]",
          "loses-answer",
          "never-returns",
          "reboots-in-loop TIME",
          "rejects STATUS",
          "reports-before-answering",
          "reports-before-going-down",
          "reports-nothing",
          "reports-same-value",
          "stays-connected",
          "stays-offline");

  private BehaviorNotation() {}

  /**
   * Parses a behavior. Times are whole numbers of {@code ms}, {@code s} or {@code m}.
   *
   * @throws IllegalArgumentException if the text is invalid; the message lists the valid forms
   */
  public static DeviceBehavior parse(String text) {
    List<String> words = Arrays.asList(text.strip().split("\\s+"));
    return switch (words.size() == 1 ? words.get(0) : words.get(0) + " …") {
      case "answers-after …" -> new AnswersAfter(time(text, argument(text, words)));
      case "boots-in …" -> bootsIn(text, argument(text, words));
      case "loses-answer" -> new LosesAnswer();
      case "never-returns" -> new NeverReturns();
      case "reboots-in-loop …" -> new RebootsInLoop(time(text, argument(text, words)));
      case "rejects …" -> new Rejects(number(text, argument(text, words)));
      case "reports-before-answering" -> new ReportsBeforeAnswering();
      case "reports-before-going-down" -> new ReportsBeforeGoingDown();
      case "reports-nothing" -> new ReportsNothing();
      case "reports-same-value" -> new ReportsSameValue();
      case "stays-connected" -> new StaysConnected();
      case "stays-offline" -> new StaysOffline();
      default -> throw notABehavior(text);
    };
  }

  private static BootsIn bootsIn(String text, String range) {
    int dots = range.indexOf("..");
    return dots < 0
        ? new BootsIn(time(text, range))
        : new BootsIn(time(text, range.substring(0, dots)), time(text, range.substring(dots + 2)));
  }

  private static String argument(String text, List<String> words) {
    if (words.size() != 2) {
      throw notABehavior(text);
    }
    return words.get(1);
  }

  private static Duration time(String text, String time) {
    Matcher matcher = TIME.matcher(time);
    if (!matcher.matches()) {
      throw notABehavior(text);
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      default -> Duration.ofMinutes(amount);
    };
  }

  private static int number(String text, String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      throw notABehavior(text);
    }
  }

  private static IllegalArgumentException notABehavior(String text) {
    return new IllegalArgumentException(
        "'"
            + text
            + "' is not a behavior; use one of "
            + FORMS
            + " with TIME such as 150ms, 2s or 1m");
  }
}
