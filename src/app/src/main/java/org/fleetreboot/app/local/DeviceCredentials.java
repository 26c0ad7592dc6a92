package org.fleetreboot.app.local;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Base64;
import java.util.Map;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.devicesim.device.ConnectionStringParts;

/**
 * A device's credentials, and where it connects.
 *
 * @param connectionString without a port, as SDKs expect it; a secret
 */
record DeviceCredentials(String id, String connectionString, MqttEndpoint endpoint) {
  private static final String FORM =
      "it reads HostName=…;DeviceId=…;SharedAccessKey=…, as the portal shows it.";

  private static final int HIGHEST_PORT = 65_535;

  /**
   * Reads a device's connection string; its host may have a port.
   *
   * @param where its source, the subject of the sentence if it is invalid
   * @throws ProgramFailure if something is missing or unusable; without secrets
   */
  static DeviceCredentials parse(String text, String where) {
    Map<String, String> parts = ConnectionStringParts.of(text);
    if (parts.containsKey("x509")) {
      throw ProgramFailure.setup(
          where + " is for a certificate, but simulated devices have keys: give one with a key.");
    }
    if (parts.containsKey("SharedAccessKeyName")) {
      throw ProgramFailure.setup(
          where + " belongs to a policy: give the one of a device, with its DeviceId.");
    }
    String id = required(parts, "DeviceId", where);
    String host = required(parts, "HostName", where);
    String key = required(parts, "SharedAccessKey", where);
    if (!isBase64(key)) {
      throw ProgramFailure.setup(
          where + " has a SharedAccessKey that is not Base64: copy all of it.");
    }
    String gateway = parts.get("GatewayHostName");
    String reached = gateway == null ? host : gateway;
    return new DeviceCredentials(
        id,
        "HostName="
            + withoutPort(host)
            + ";DeviceId="
            + id
            + ";SharedAccessKey="
            + key
            + (gateway == null ? "" : ";GatewayHostName=" + withoutPort(gateway)),
        MqttEndpoint.tls(withoutPort(reached), port(reached, where)));
  }

  /**
   * The same device on its hub's port without TLS.
   *
   * @throws ProgramFailure if the hub is not on this machine
   */
  DeviceCredentials withoutTls(int port) {
    try {
      if (InetAddress.getByName(endpoint.host()).isLoopbackAddress()) {
        return new DeviceCredentials(
            id, connectionString, MqttEndpoint.plain(endpoint.host(), port));
      }
    } catch (UnknownHostException e) {
      // An unknown host is not this machine.
    }
    throw ProgramFailure.setup(
        "--plain-port is only for hubs on this machine, and %s is another host; omit it to use TLS."
            .formatted(endpoint.host()));
  }

  private static String required(Map<String, String> parts, String name, String where) {
    String value = parts.get(name);
    if (value == null || value.isEmpty()) {
      throw ProgramFailure.setup(where + " has no " + name + ": " + FORM);
    }
    return value;
  }

  private static boolean isBase64(String key) {
    try {
      return Base64.getDecoder().decode(key).length > 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String withoutPort(String host) {
    int colon = host.indexOf(':');
    return colon < 0 ? host : host.substring(0, colon);
  }

  private static int port(String host, String where) {
    int colon = host.indexOf(':');
    if (colon < 0) {
      return MqttEndpoint.MQTTS;
    }
    String digits = host.substring(colon + 1);
    if (digits.matches("\\d{1,5}")) {
      int port = Integer.parseInt(digits);
      if (port > 0 && port <= HIGHEST_PORT) {
        return port;
      }
    }
    throw ProgramFailure.setup(
        "%s has '%s' as its host: write HostName=host or HostName=host:port."
            .formatted(where, host));
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "DeviceCredentials[" + id + " at " + endpoint + "]";
  }
}
