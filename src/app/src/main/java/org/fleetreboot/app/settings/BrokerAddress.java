package org.fleetreboot.app.settings;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Validates the addresses of brokers. */
final class BrokerAddress {
  private static final Pattern MEMBER = Pattern.compile("([a-z]\\w*)://([^,()?;#]*)");
  private static final Pattern HOST_AND_PORT = Pattern.compile("\\S+:0*([1-9]\\d{0,4})/?");

  private BrokerAddress() {}

  /** Whether it names at least one broker, and a port for each TCP address. */
  static boolean isOne(String text) {
    List<MatchResult> members = MEMBER.matcher(text).results().toList();
    return !members.isEmpty()
        && members.stream()
            .allMatch(member -> !member.group(1).equals("tcp") || hasPort(member.group(2)));
  }

  private static boolean hasPort(String authority) {
    return HOST_AND_PORT
        .matcher(authority)
        .results()
        .anyMatch(
            whole -> whole.group().equals(authority) && Integer.parseInt(whole.group(1)) <= 65_535);
  }
}
