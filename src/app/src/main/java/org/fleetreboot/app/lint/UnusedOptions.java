package org.fleetreboot.app.lint;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fleetreboot.reboot.step.RebootConfiguration;
import org.fleetreboot.workflow.options.Limit;
import org.jspecify.annotations.Nullable;

/** Finds options of a group that have no effect because of its other options. */
final class UnusedOptions {
  private static final Set<String> DOWN = Set.of("neverTogether", "maxDownPer", "maxDown");

  private static final List<Rule> RULES =
      List.of(
          new Rule(
              "waitWithin",
              with(DOWN, "offline", "countDisconnected"),
              given ->
                  !given.getOffline().getOffline().equals("wait") && !countsDisconnected(given),
              "devices are waited for with offline: wait, or when a check says not now; write that"
                  + " too, or omit it"),
          new Rule(
              "countDisconnected",
              DOWN,
              given -> !limitsDown(given),
              "nothing limits how many may be down; name neverTogether, maxDownPer or maxDown, or"
                  + " leave it out"),
          new Rule(
              "downForgottenAfter",
              with(DOWN, "countDisconnected"),
              given -> !countsDisconnected(given),
              "no disconnected device is counted; name neverTogether, maxDownPer or maxDown without"
                  + " countDisconnected: false, or omit it"),
          new Rule(
              "windowEnd",
              Set.of("window"),
              given -> given.getWindow().getWindow() == null,
              "there is no window that could end; name one, or omit it"),
          new Rule(
              "minSample",
              Set.of("maxFailed", "maxOffline", "maxRejected", "maxNotConfirmed", "maxUnknown"),
              given -> !hasPercentage(given),
              "it is for percentages, and no limit is one; give one as such, or omit it"),
          new Rule(
              "maxRejected",
              Set.of("maxFailed"),
              given -> isOvertaken(given, given.getStop().getMaxRejected()),
              "maxFailed counts the rejected too, and stops the group first; make it smaller than"
                  + " maxFailed"),
          new Rule(
              "maxNotConfirmed",
              Set.of("maxFailed"),
              given -> isOvertaken(given, given.getStop().getMaxNotConfirmed()),
              "maxFailed counts the not confirmed too, and stops the group first; make it smaller"
                  + " than maxFailed"),
          new Rule(
              "maxUnknown",
              Set.of("maxFailed"),
              given -> isOvertaken(given, given.getStop().getMaxUnknown()),
              "maxFailed counts the unknown too, and stops the group first; make it smaller than"
                  + " maxFailed"),
          new Rule(
              "attempts",
              Set.of("connectTimeout"),
              given ->
                  given.getCall().getAttempts() > 1
                      && !given.getCall().getConnectTimeout().isZero(),
              "only a device that is proved offline is called again, and with a connectTimeout"
                  + " nothing proves it; leave out one of them"),
          new Rule(
              "attempts",
              Set.of("offline"),
              given ->
                  given.getCall().getAttempts() > 1
                      && !given.getOffline().getOffline().equals("fail"),
              "with offline: skip or wait no device is called that is offline; leave out one of"
                  + " them"),
          new Rule(
              "preset",
              Set.of("method", "marker"),
              given -> given.getCall().getMethod() != null && given.getCall().getMarker() != null,
              "method and marker are named beside it; leave out the one, or the others"),
          new Rule(
              "unknownDevices",
              Set.of("query"),
              given -> given.getTargets().getQuery() != null,
              "it is for lists of devices, and the query finds none that the hub does not know;"
                  + " leave out one of them"),
          new Rule(
              "twinVia",
              Set.of("query", "unknownDevices"),
              given -> given.getTargets().getQuery() != null || !refusesUnknown(given),
              "the hub is asked about devices of a list with unknownDevices: refuse alone; write"
                  + " that too, or omit it"),
          new Rule(
              "targetsVia",
              with(DOWN, "query", "excludeQuery", "unknownDevices", "countDisconnected"),
              given -> !asksForDevices(given),
              "there is nothing to ask there; name a query, or omit it"),
          new Rule(
              "pageSize",
              with(DOWN, "query", "excludeQuery", "unknownDevices", "countDisconnected"),
              given -> !asksForDevices(given),
              "there is no query that has pages; name one, or omit it"));

  private UnusedOptions() {}

  /**
   * The options of a group that have no effect.
   *
   * @param devicesAreChecked whether a check may make devices wait
   */
  static List<UnusedOption> of(
      RebootConfiguration given, Predicate<String> isNamed, boolean devicesAreChecked) {
    return RULES.stream()
        .filter(rule -> isNamed.test(rule.option()) && rule.isIdle().test(given))
        .filter(rule -> !(devicesAreChecked && rule.option().equals("waitWithin")))
        .map(rule -> new UnusedOption(rule.option(), rule.others(), rule.remedy()))
        .toList();
  }

  private static Set<String> with(Set<String> names, String... more) {
    return Stream.concat(names.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableSet());
  }

  private static boolean hasPercentage(RebootConfiguration given) {
    return Stream.of(
            given.getStop().getMaxFailed(),
            given.getStop().getMaxOffline(),
            given.getStop().getMaxRejected(),
            given.getStop().getMaxNotConfirmed(),
            given.getStop().getMaxUnknown())
        .anyMatch(UnusedOptions::isPercentageThatStops);
  }

  /** 100% is not a limit. */
  private static boolean isPercentageThatStops(@Nullable String limit) {
    return limit != null && Limit.parse(limit).percentage() && Limit.parse(limit).amount() < 100;
  }

  /** A number and a percentage can only be compared if the size of the group is known. */
  private static boolean isOvertaken(RebootConfiguration given, @Nullable String part) {
    if (part == null) {
      return false;
    }
    Limit one = Limit.parse(part);
    Limit all = Limit.parse(given.getStop().getMaxFailed());
    return one.percentage() == all.percentage() && one.amount() >= all.amount();
  }

  private static boolean refusesUnknown(RebootConfiguration given) {
    return given.getTargets().refusesUnknown();
  }

  private static boolean asksForDevices(RebootConfiguration given) {
    return given.getTargets().getQuery() != null
        || given.getTargets().getExcludeQuery() != null
        || refusesUnknown(given)
        || countsDisconnected(given);
  }

  private static boolean countsDisconnected(RebootConfiguration given) {
    return given.getBudget().isCountDisconnected() && limitsDown(given);
  }

  private static boolean limitsDown(RebootConfiguration given) {
    return given.getBudget().getNeverTogether() != null
        || given.getBudget().getMaxDownPer() != null
        || given.getPace().getMaxDown() != null;
  }

  /**
   * @param others the options that decide it
   * @param isIdle whether the option has no effect
   * @param remedy the reason and the remedy
   */
  private record Rule(
      String option, Set<String> others, Predicate<RebootConfiguration> isIdle, String remedy) {}
}
