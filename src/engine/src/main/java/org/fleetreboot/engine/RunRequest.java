package org.fleetreboot.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.run.Retry;
import org.fleetreboot.workflow.run.RunMessage;
import org.fleetreboot.workflow.run.RunTrigger;
import org.fleetreboot.workflow.run.Target;
import org.jspecify.annotations.Nullable;

/**
 * A request to begin a run.
 *
 * @param run its id: 1 to 64 of a-z, 0-9 and hyphen. The same trigger gives the same id
 * @param chain the route that it runs through: {@code reboot-run:CHAIN}
 * @param trigger what started it
 * @param by who started it
 * @param targets the devices that it is sent, each once; empty for a chain that has its own
 * @param options the options that it sets for the groups of its chain, by name
 * @param message what else it is sent; the body has at most 16 MiB
 * @param retry which devices of an earlier run it repeats; null for an ordinary run
 */
public record RunRequest(
    String run,
    String chain,
    RunTrigger trigger,
    Requester by,
    List<Target> targets,
    Map<String, String> options,
    RunMessage message,
    @Nullable Retry retry) {
  private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,64}");
  private static final int LARGEST_BODY = 16 * 1024 * 1024;

  public RunRequest {
    requireId(run);
    if (message.body() != null && message.body().length() > LARGEST_BODY) {
      throw new IllegalArgumentException(
          "The message of run " + run + " is larger than 16 MiB. Split the list of devices.");
    }
    targets = List.copyOf(targets);
    options = Map.copyOf(options);
  }

  /** A run of a chain that has its own devices, with no options. */
  public RunRequest(String run, String chain, RunTrigger trigger, Requester by) {
    this(run, chain, trigger, by, List.of(), Map.of(), RunMessage.NONE, null);
  }

  /** The same for these devices. */
  public RunRequest withTargets(List<Target> devices) {
    return new RunRequest(run, chain, trigger, by, devices, options, message, retry);
  }

  /** The same with these options. */
  public RunRequest withOptions(Map<String, String> sent) {
    return new RunRequest(run, chain, trigger, by, targets, sent, message, retry);
  }

  /** The same with this message. */
  public RunRequest withMessage(RunMessage sent) {
    return new RunRequest(run, chain, trigger, by, targets, options, sent, retry);
  }

  /** The same, for the devices that the retry names. */
  public RunRequest withRetry(Retry of) {
    return new RunRequest(run, chain, trigger, by, targets, options, message, of);
  }

  /** Whether the request itself says what to reboot. */
  public boolean hasContent() {
    return !targets.isEmpty() || message.body() != null;
  }

  /** The hash of what it is sent; null if that is nothing. */
  public @Nullable String content() {
    if (!hasContent()) {
      return null;
    }
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Target target : targets) {
        digest.update(target.text().getBytes(StandardCharsets.UTF_8));
        // No device id contains a line end.
        digest.update((byte) '\n');
      }
      if (message.body() != null) {
        digest.update(message.body().getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }

  /**
   * Returns the given run id.
   *
   * @throws IllegalArgumentException if it is not a valid id
   */
  public static String requireId(String run) {
    if (!ID.matcher(run).matches()) {
      throw new IllegalArgumentException(
          "invalid run id '" + run + "'; use 1 to 64 of a-z, 0-9 and hyphen.");
    }
    return run;
  }
}
