package org.fleetreboot.devicesim.hub;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.fleetreboot.devicesim.hub.clock.HubClock;
import org.fleetreboot.devicesim.hub.method.MethodTimeouts;
import org.fleetreboot.devicesim.hub.network.NetworkLimits;
import org.fleetreboot.devicesim.hub.throttle.HubTier;
import org.jspecify.annotations.Nullable;

/** The settings of a {@link LocalHub}. Not thread-safe. */
public final class LocalHubBuilder {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,48}[a-z0-9])?");
  private static final Pattern HOST_NAME =
      Pattern.compile(
          "(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.(?!-)[a-z0-9-]{1,63}(?<!-))*");
  private static final int HIGHEST_PORT = 65_535;

  @Nullable String name;
  @Nullable String address;
  @Nullable String hostName;
  int restPort = 8443;
  int mqttPort = 8883;
  OptionalInt plainPort = OptionalInt.empty();
  OptionalInt alsoRestPort = OptionalInt.empty();
  @Nullable Path data;
  HubTier tier = HubTier.S1;
  int units = 1;
  boolean throttles;
  long seed;
  Duration queryLag = Duration.ZERO;
  boolean entraId;
  @Nullable HubClock clock;
  MethodTimeouts timeouts = MethodTimeouts.REAL;
  NetworkLimits network = NetworkLimits.DEFAULT;

  LocalHubBuilder() {}

  /**
   * The hub's name: lower case letters, digits and hyphens. By default the name that the data
   * directory keeps, or else {@code local}.
   */
  public LocalHubBuilder name(String hubName) {
    if (!NAME.matcher(hubName).matches()) {
      throw new IllegalArgumentException(
          "A hub's name is 1 to 50 of a-z, 0-9 and inner hyphens, not '" + hubName + "'");
    }
    name = hubName;
    return this;
  }

  /**
   * The loopback address to listen on. Without this setting the hub takes 127.0.0.1, or the next
   * loopback address on which both ports are free.
   */
  public LocalHubBuilder address(String loopbackAddress) {
    LoopbackAddresses.requireLoopback(loopbackAddress);
    address = loopbackAddress;
    return this;
  }

  /**
   * The host name in connection strings, and one more in the certificate; the address by default.
   * It opens nothing: whoever uses it must resolve it to the hub's address. Devices on Microsoft's
   * Java SDK need a name with a dot.
   *
   * @param dnsName lower case letters, digits and hyphens between dots
   */
  public LocalHubBuilder hostName(String dnsName) {
    if (!HOST_NAME.matcher(dnsName).matches()) {
      throw new IllegalArgumentException(
          "A host name is made of a-z, 0-9, inner hyphens and inner dots, such as"
              + " myhub.azure-devices.net, not '"
              + dnsName
              + "'");
    }
    hostName = dnsName;
    return this;
  }

  /** The port of the REST API, 8443 by default; 0 for any free one. */
  public LocalHubBuilder restPort(int port) {
    restPort = checked(port);
    return this;
  }

  /**
   * Opens the REST API on a second port too. With 443 the connection strings name no port, as those
   * of a real hub do, and clients that cannot name one find it. None by default.
   */
  public LocalHubBuilder alsoRestPort(int port) {
    alsoRestPort = OptionalInt.of(checked(port));
    return this;
  }

  /**
   * The port of MQTT with TLS, 8883 by default; 0 for any free one. Microsoft's device SDKs know
   * 8883 only.
   */
  public LocalHubBuilder mqttPort(int port) {
    mqttPort = checked(port);
    return this;
  }

  /** Opens a second MQTT port without TLS; 0 for any free one. None by default. */
  public LocalHubBuilder plainPort(int port) {
    plainPort = OptionalInt.of(checked(port));
    return this;
  }

  private static int checked(int port) {
    if (port < 0 || port > HIGHEST_PORT) {
      throw new IllegalArgumentException(
          "A port is 1 to " + HIGHEST_PORT + ", or 0 for any free one, not " + port);
    }
    return port;
  }

  /**
   * The directory that keeps identities, keys, twins, the name and the certificate authority from
   * one start to the next. Without it nothing is kept.
   */
  public LocalHubBuilder data(Path directory) {
    data = directory;
    return this;
  }

  /**
   * The tier, S1 with one unit by default. It matters only while {@linkplain #throttles throttles}
   * are in force.
   *
   * @throws IllegalArgumentException when the tier does not have that many units: Free has one
   */
  public LocalHubBuilder tier(HubTier hubTier, int hubUnits) {
    if (hubUnits < 1 || hubUnits > hubTier.mostUnits()) {
      throw new IllegalArgumentException(
          "A hub of tier "
              + hubTier
              + " has 1 to "
              + hubTier.mostUnits()
              + " units, not "
              + hubUnits);
    }
    tier = hubTier;
    units = hubUnits;
    return this;
  }

  /** Whether the tier's throttles are in force from the start; not by default. */
  public LocalHubBuilder throttles(boolean inForce) {
    throttles = inForce;
    return this;
  }

  /**
   * By how much queries are late: they see tags and properties as they were that long ago, and so
   * do the conditions of jobs. Not at all by default; the real hub may be late by minutes.
   */
  public LocalHubBuilder queryLag(Duration lag) {
    if (lag.isNegative()) {
      throw new IllegalArgumentException("Queries are late by zero or more, not by " + lag);
    }
    queryLag = lag;
    return this;
  }

  /** The seed that decides which requests a fault with a rate strikes. */
  public LocalHubBuilder random(long faultSeed) {
    seed = faultSeed;
    return this;
  }

  /**
   * The time the hub lives by, the real one by default; a test moves a {@link
   * org.fleetreboot.devicesim.hub.clock.ManualClock} by hand.
   */
  public LocalHubBuilder clock(HubClock hubClock) {
    clock = Objects.requireNonNull(hubClock);
    return this;
  }

  /**
   * Whether any {@code Bearer} token opens the whole service side; not by default. A token of
   * Microsoft Entra ID is signed by a party that a local hub cannot ask, so it is taken unread.
   */
  public LocalHubBuilder entraId(boolean anyTokenOpens) {
    entraId = anyTokenOpens;
    return this;
  }

  /** For tests: allows response timeouts below the real hub's least, which is 5 seconds. */
  public LocalHubBuilder leastResponseTimeout(int seconds) {
    timeouts = new MethodTimeouts(seconds);
    return this;
  }

  /** How patient the hub is with clients, and with how many at once. */
  LocalHubBuilder network(NetworkLimits limits) {
    network = limits;
    return this;
  }

  /**
   * Starts the hub.
   *
   * @throws IOException when no address has all ports free, a port is not allowed, or the data
   *     directory is not usable
   */
  public LocalHub start() throws IOException {
    return LocalHub.start(this);
  }
}
