package org.fleetreboot.app.failure;

import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.fleetreboot.iothub.client.IotHubOperationException;

/** What a failed request to the hub means to the person who started the program. */
public final class HubSentence {
  private HubSentence() {}

  /** Whether it is the hub that cannot be worked with, or what was asked of it. */
  public static ExitCode exitCode(IotHubOperationException failure) {
    return switch (failure.kind()) {
      case unauthorized, forbidden, throttled, serverError, unreachable, timeout, notSent, other ->
          ExitCode.HUB_UNAVAILABLE;
      case notFound, notOnline, badRequest, tooLarge -> ExitCode.SETUP;
    };
  }

  /** The sentence for a failure. */
  public static String of(IotHubOperationException failure, AskedHub hub) {
    String name = hub.name();
    return switch (failure.kind()) {
      case unauthorized ->
          failure.statusCode() == null
              ? "No token for " + hub.credential() + " could be had: " + hub.remedy() + "."
              : "%s does not accept %s (401): %s.".formatted(name, hub.credential(), hub.remedy());
      case forbidden ->
          "%s does not allow this to %s (403): %s, and the hub's daily quota must not be used up."
              .formatted(name, hub.credential(), hub.remedy());
      case unreachable -> name + " cannot be reached: " + unreachable(failure);
      case throttled ->
          name + " is throttled (429): try again later, or ask less of it (reboot.share).";
      case timeout -> name + " did not answer in time: check the network, or try again later.";
      case serverError ->
          name + " is in trouble (" + failure.statusCode() + "): try again in a few minutes.";
      default -> Explanation.oneLine(failure.getMessage());
    };
  }

  private static String unreachable(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException) {
        return "no such host; check the HostName of the connection string.";
      }
      if (cause instanceof SSLException) {
        return "its certificate is not trusted; for a local hub set IOTHUB_CA_FILE to the caFile of"
            + " its hub.json.";
      }
      if (cause.getCause() == null || cause.getCause() == cause) {
        return cause.getMessage()
            + "; check that it runs, its host name and port, and the network.";
      }
    }
    return "check that it runs, its host name and port, and the network.";
  }
}
