package org.fleetreboot.app.lint;

import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.fleetreboot.reboot.step.ChainStep;
import org.fleetreboot.reboot.step.TargetParameters;
import org.fleetreboot.reboot.targets.DeviceQuery;

/** What the text of a query reveals about its devices, without asking a hub. */
final class StaticTargets {
  private static final Pattern QUOTED = Pattern.compile("'([^']*)'|\"([^\"]*)\"");

  /** Matches the whole condition, because a longer one could exclude devices. */
  private static final Pattern BY_ID =
      Pattern.compile(
          "deviceid\\s*(?:=\\s*(?:'[^']*'|\"[^\"]*\")|in\\s*\\[[^]]*])", Pattern.CASE_INSENSITIVE);

  private StaticTargets() {}

  /**
   * The condition, in a form in which equal conditions are equal; empty if other options matter
   * too.
   */
  static String query(ChainStep step) {
    TargetParameters given = step.endpoint().getTargets();
    if (given.getExclude() != null || given.getExcludeQuery() != null) {
      return "";
    }
    DeviceQuery query = given.targets();
    return query == null || query.isLimited()
        ? ""
        : query.condition().replaceAll("\\s+", " ").strip();
  }

  /** The devices that it names by id; empty if it names none. */
  static Set<String> of(ChainStep step) {
    String query = query(step);
    if (!BY_ID.matcher(query).matches()) {
      return Set.of();
    }
    return QUOTED
        .matcher(query.substring(query.toLowerCase(Locale.ROOT).indexOf("deviceid")))
        .results()
        .map((MatchResult id) -> id.group(1) == null ? id.group(2) : id.group(1))
        .collect(Collectors.toSet());
  }
}
