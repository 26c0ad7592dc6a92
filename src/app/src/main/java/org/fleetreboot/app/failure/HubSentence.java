package org.fleetreboot.app.failure;

import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Optional;
import org.fleetreboot.iothub.client.HubErrorCode;
import org.fleetreboot.iothub.client.IotHubOperationException;
import org.fleetreboot.iothub.client.TlsTrouble;

/** Explains a failed request to the hub to the person who started the program. */
public final class HubSentence {
  private HubSentence() {}

  /** Whether the hub is unusable, or the request is wrong. */
  public static ExitCode exitCode(IotHubOperationException failure) {
    return switch (failure.kind().trouble()) {
      case device, request -> ExitCode.SETUP;
      case credential, hub, program -> ExitCode.HUB_UNAVAILABLE;
    };
  }

  /** The sentence for a failure. */
  public static String of(IotHubOperationException failure, AskedHub hub) {
    String name = hub.name();
    String said = Explanation.oneLine(failure.getMessage());
    return switch (failure.kind()) {
      case unauthorized ->
          failure.statusCode() == null
              ? "No token for " + hub.credential() + " could be obtained: " + hub.remedy() + "."
              : "%s does not accept %s (%s): %s."
                  .formatted(name, hub.credential(), number(failure), hub.remedy());
      case clockOff -> name + " cannot be used: " + said + " Set the clock, and try again.";
      case forbidden ->
          "%s does not allow this to %s (%s): %s."
              .formatted(name, hub.credential(), number(failure), hub.remedy());
      case hubRefuses -> name + " cannot be used: " + said + " " + remedy(failure);
      case unreachable -> name + " cannot be reached: " + unreachable(failure);
      case proxyRefuses ->
          name
              + " cannot be reached: "
              + said
              + " Let it through without a password, or name another proxy with -Dhttps.proxyHost"
              + " and -Dhttps.proxyPort in FLEET_REBOOT_JAVA_OPTS.";
      case throttled ->
          "%s is throttled (%s): try again later, or use less of it (reboot.share)."
              .formatted(name, number(failure));
      case timeout -> name + " did not answer in time: check the network, or try again later.";
      case serverError -> name + " is in trouble; try again in a few minutes. " + said;
      case notFound,
          notOnline,
          reconnected,
          deviceRefused,
          badRequest,
          tooLarge,
          deviceTimeout,
          notSent,
          other ->
          said;
    };
  }

  /** The most precise number in the answer: the hub's code, otherwise the HTTP status. */
  private static Object number(IotHubOperationException failure) {
    return failure.errorCode() != null
        ? failure.errorCode()
        : Objects.requireNonNullElse(failure.statusCode(), "no status");
  }

  private static String remedy(IotHubOperationException failure) {
    Optional<HubErrorCode> code =
        Optional.ofNullable(failure.errorCode()).flatMap(HubErrorCode::of);
    if (code.equals(Optional.of(HubErrorCode.OperationNotAvailableInCurrentTier))) {
      return "Direct methods and device twins need a Standard or Free hub; Basic has neither.";
    }
    return code.equals(Optional.of(HubErrorCode.IotHubQuotaExceeded))
        ? "Add units to the hub, or wait for the next day in UTC."
        : "Check the hub in the Azure portal.";
  }

  private static String unreachable(Throwable failure) {
    Optional<TlsTrouble> tls = TlsTrouble.of(failure);
    if (tls.isPresent()) {
      return tls.get().meaning() + "; " + remedy(tls.get());
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException) {
        return "no such host; check the HostName of the connection string.";
      }
      if (cause.getCause() == null || cause.getCause() == cause) {
        return cause.getMessage()
            + "; check that it runs, its host name and port, and the network.";
      }
    }
    return "check that it runs, its host name and port, and the network.";
  }

  private static String remedy(TlsTrouble trouble) {
    return switch (trouble) {
      case expired, notYetValid -> "renew it, or set the clock of this machine.";
      case otherName -> "use the name that the certificate is for, and check the host name.";
      case untrusted ->
          "for a local hub set IOTHUB_CA_FILE to the caFile of its hub.json, and behind a proxy"
              + " that inspects TLS to the certificate of that proxy.";
      case handshake ->
          "the hub must offer TLS 1.2 or newer, and a proxy in between must let TLS pass.";
      case noTls -> "check the port: the hub listens for HTTPS on it.";
    };
  }
}
