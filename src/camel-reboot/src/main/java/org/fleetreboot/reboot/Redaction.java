package org.fleetreboot.reboot;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes out of a text what nobody may read in a log, an error or the journal: passwords and values
 * in the addresses of servers, and the values of options that are called like secrets.
 */
public final class Redaction {
  private static final String HIDDEN = "...";

  /** Inside the program; their options are no secrets, unless they are called so. */
  private static final String OURS = "(?:file|direct|seda|timer|quartz|iothub|reboot[a-z-]*)";

  // Each is bounded: a text may be long, and is searched in each line of the log.
  private static final Pattern USER =
      Pattern.compile("(\\b[a-zA-Z][\\w+-]{0,30}://)[^/?#\\s@'\"]{1,1000}@");
  private static final Pattern QUERY =
      Pattern.compile(
          "(?i)((?<![\\w+-])(?!"
              + OURS
              + "://)[a-z][\\w+-]{0,30}://[^\\s?'\"<>]{0,4000}\\?)([^\\s'\"<>]+)");
  private static final Pattern VALUE = Pattern.compile("=[^&]*");
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)((?:password|passphrase|secret|token|credential|signature|apikey|api-key|accesskey(?!name)|\\bsig)\\w{0,20}"
              + "(?:=|\"\\s{0,9}:\\s{0,9}))(\"[^\"]*\"|[^\\s&;,'\")\\]}]+)");
  private static final Pattern HEADER =
      Pattern.compile("(?i)\\b(Bearer |Basic |SharedAccessSignature )[^\\s,;'\"]{8,}(?:&\\S+)?");

  private Redaction() {}

  /** The text with dots for what is secret. */
  public static String of(String text) {
    String shown = USER.matcher(text).replaceAll("$1" + HIDDEN + "@");
    shown = QUERY.matcher(shown).replaceAll(Redaction::withoutValues);
    shown = SECRET.matcher(shown).replaceAll("$1" + HIDDEN);
    return HEADER.matcher(shown).replaceAll("$1" + HIDDEN);
  }

  private static String withoutValues(MatchResult address) {
    String query = VALUE.matcher(address.group(2)).replaceAll("=" + HIDDEN);
    // A query without names is a value as a whole.
    String shown = address.group(2).contains("=") ? query : HIDDEN;
    return Matcher.quoteReplacement(address.group(1) + shown);
  }
}
