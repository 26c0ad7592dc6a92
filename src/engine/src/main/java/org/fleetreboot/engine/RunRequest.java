package org.fleetreboot.engine;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.fleetreboot.workflow.Retry;
import org.fleetreboot.workflow.RunEvent.RunAccepted;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for when a run begins.
 *
 * @param run its id: 1 to 64 of a-z, 0-9 and hyphen. The same trigger gives the same id
 * @param chain the route that it runs through: {@code reboot-run:CHAIN}
 * @param trigger what started it, in full
 * @param by who
 * @param body the message, as text, at most 16 MiB; null for none
 * @param headers its headers, as text
 * @param retry what it takes up of an earlier run; null for a run of its own
 */
public record RunRequest(
    String run,
    String chain,
    String trigger,
    String by,
    @Nullable String body,
    Map<String, String> headers,
    @Nullable Retry retry) {
  /** What the names of those headers begin with that set options of the groups of the chain. */
  public static final String OPTION = RunAccepted.OPTION;

  private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,64}");
  private static final int LARGEST_BODY = 16 * 1024 * 1024;

  public RunRequest {
    requireId(run);
    if (body != null && body.length() > LARGEST_BODY) {
      throw new IllegalArgumentException(
          "The message of run " + run + " is larger than 16 MiB. Split the list of devices.");
    }
    headers = Map.copyOf(headers);
  }

  /** Those of the headers that set options, by the names of the options; in their order. */
  static SortedMap<String, String> options(Map<String, String> headers) {
    SortedMap<String, String> options = new TreeMap<>();
    headers.forEach(
        (name, value) -> {
          if (name.startsWith(OPTION)) {
            options.put(name.substring(OPTION.length()), value);
          }
        });
    return options;
  }

  /** A run of its own. */
  public RunRequest(
      String run,
      String chain,
      String trigger,
      String by,
      @Nullable String body,
      Map<String, String> headers) {
    this(run, chain, trigger, by, body, headers, null);
  }

  /**
   * Returns the id of a run.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static String requireId(String run) {
    if (!ID.matcher(run).matches()) {
      throw new IllegalArgumentException(
          "'" + run + "' is no run id: use 1 to 64 of a-z, 0-9 and hyphen.");
    }
    return run;
  }
}
