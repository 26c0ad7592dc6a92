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
import org.fleetreboot.devicesim.hub.store.HubStore;
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
   * The hub's name: lowercase letters, digits and hyphens. By default the name in the data
   * directory, or else {@code local}.
   */
  public LocalHubBuilder name(String hubName) {
    if (!NAME.matcher(hubName).matches()) {
      throw new IllegalArgumentException(
          "A hub's name must be 1 to 50 characters of a-z, 0-9 and inner hyphens, not '"
              + hubName
              + "'");
    }
    name = hubName;
    return this;
  }

  /**
   * The loopback address to listen on. By default 127.0.0.1, or the next loopback address on which
   * both ports are free.
   */
  public LocalHubBuilder address(String loopbackAddress) {
    LoopbackAddresses.requireLoopback(loopbackAddress);
    address = loopbackAddress;
    return this;
  }

  /**
   * The host name in connection strings and in the certificate; the address by default. Clients
   * must resolve it to the hub's address. Microsoft's Java device SDK requires a dot in it.
   *
   * @param dnsName lowercase letters, digits and hyphens, separated by dots
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

  /** The port of the REST API, 8443 by default; 0 for any free port. */
  public LocalHubBuilder restPort(int port) {
    restPort = checked(port);
    return this;
  }

  /**
   * Opens the REST API on a second port. With 443, connection strings contain no port, like those
   * of a real hub, for clients that do not support one. None by default.
   */
  public LocalHubBuilder alsoRestPort(int port) {
    alsoRestPort = OptionalInt.of(checked(port));
    return this;
  }

  /**
   * The MQTT port with TLS, 8883 by default; 0 for any free port. Microsoft's device SDKs only
   * support 8883.
   */
  public LocalHubBuilder mqttPort(int port) {
    mqttPort = checked(port);
    return this;
  }

  /** Opens a second MQTT port without TLS; 0 for any free port. None by default. */
  public LocalHubBuilder plainPort(int port) {
    plainPort = OptionalInt.of(checked(port));
    return this;
  }

  private static int checked(int port) {
    if (port < 0 || port > HIGHEST_PORT) {
      throw new IllegalArgumentException(
          "A port must be 1 to " + HIGHEST_PORT + ", or 0 for any free port, not " + port);
    }
    return port;
  }

  /**
   * The directory that stores identities, keys, twins, the name and the certificate authority.
   * Without it nothing is stored.
   */
  public LocalHubBuilder data(Path directory) {
    data = directory;
    return this;
  }

  /**
   * The tier, S1 with one unit by default. Only used while {@linkplain #throttles throttles} are
   * enforced.
   *
   * @throws IllegalArgumentException when the tier does not support that many units
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

  /** Whether to enforce the tier's throttles from the start; false by default. */
  public LocalHubBuilder throttles(boolean inForce) {
    throttles = inForce;
    return this;
  }

  /**
   * The lag of queries and job conditions: they see tags and properties as they were that long ago.
   * Zero by default; the real hub may lag by minutes.
   */
  public LocalHubBuilder queryLag(Duration lag) {
    if (lag.isNegative()) {
      throw new IllegalArgumentException("The lag must be zero or more, not " + lag);
    }
    queryLag = lag;
    return this;
  }

  /** The seed that determines which requests a fault with a rate strikes. */
  public LocalHubBuilder random(long faultSeed) {
    seed = faultSeed;
    return this;
  }

  /**
   * The hub's clock; real time by default. Tests can use a {@link
   * org.fleetreboot.devicesim.hub.clock.ManualClock}.
   */
  public LocalHubBuilder clock(HubClock hubClock) {
    clock = Objects.requireNonNull(hubClock);
    return this;
  }

  /**
   * Whether to accept any {@code Bearer} token for the REST API; false by default. A local hub
   * cannot validate tokens of Microsoft Entra ID.
   */
  public LocalHubBuilder entraId(boolean anyTokenOpens) {
    entraId = anyTokenOpens;
    return this;
  }

  /** For tests: allows response timeouts below the real hub's minimum of 5 seconds. */
  public LocalHubBuilder leastResponseTimeout(int seconds) {
    timeouts = new MethodTimeouts(seconds);
    return this;
  }

  /** The limits on slow and numerous clients. */
  LocalHubBuilder network(NetworkLimits limits) {
    network = limits;
    return this;
  }

  /**
   * Starts the hub.
   *
   * @throws IOException when no address has all ports free, a port is not allowed, or the data
   *     directory cannot be used
   */
  public LocalHub start() throws IOException {
    HubStore store = HubStore.open(data, name);
    Listeners listeners = new Listeners(store.name());
    try {
      return new LocalHub(this, store, listeners);
    } catch (IOException | RuntimeException e) {
      listeners.close();
      store.close();
      throw e;
    }
  }
}
