package org.fleetreboot.app.local;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fleetreboot.devicesim.hub.DeviceIdentity;
import org.fleetreboot.devicesim.hub.LocalHub;
import org.fleetreboot.devicesim.hub.security.SharedAccessPolicy;

/** The instructions for using a local hub. They contain keys. */
final class HubNotice {
  /** Enough to try the hub; hub.json lists all devices. */
  private static final int DEVICES = 3;

  private HubNotice() {}

  static List<String> of(LocalHub hub, List<DeviceIdentity> devices, Path hubFile) {
    List<String> lines = new ArrayList<>();
    lines.add(ports(hub));
    lines.add("");
    lines.add("Methods, twins and queries (policy service):");
    lines.add("  " + hub.serviceConnectionString());
    lines.add("Registering devices (policy registryReadWrite):");
    lines.add("  " + hub.connectionString(SharedAccessPolicy.REGISTRY_READ_WRITE));
    lines.add("All of it (policy iothubowner):");
    lines.add("  " + hub.ownerConnectionString());
    if (!devices.isEmpty()) {
      lines.add(
          devices.size() <= DEVICES
              ? "Devices:"
              : "Devices, the first %d of %d (the others are in %s):"
                  .formatted(DEVICES, devices.size(), hubFile));
    }
    devices.stream().limit(DEVICES).forEach(device -> lines.add("  " + device.connectionString()));
    lines.add("");
    lines.add("To trust its certificate:");
    TrustInstructions.of(hub.caFile()).forEach(line -> lines.add("  " + line));
    unresolved(hub)
        .ifPresent(
            remedy -> {
              lines.add("");
              lines.add(remedy);
            });
    return lines;
  }

  private static String ports(LocalHub hub) {
    StringBuilder ports = new StringBuilder("REST ");
    ports.append(hub.address()).append(':').append(hub.restPort());
    hub.alsoRestPort().ifPresent(port -> ports.append(" and ").append(port));
    ports.append(", MQTT ").append(hub.mqttPort());
    hub.plainPort().ifPresent(port -> ports.append(", MQTT without TLS ").append(port));
    return ports.toString();
  }

  /** A host name that leads elsewhere, perhaps even to a real hub, with the remedy. */
  private static Optional<String> unresolved(LocalHub hub) {
    try {
      if (InetAddress.getByName(hub.hostName()).getHostAddress().equals(hub.address())) {
        return Optional.empty();
      }
    } catch (UnknownHostException e) {
      // The name does not resolve; the remedy is the same.
    }
    return Optional.of(
        "%s does not resolve to this hub yet: add '%s %s' to /etc/hosts."
            .formatted(hub.hostName(), hub.address(), hub.hostName()));
  }
}
