package org.fleetreboot.devicesim.hub.query;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Stream;
import org.fleetreboot.devicesim.hub.registry.DeviceRegistry;
import org.fleetreboot.devicesim.hub.registry.RegisteredDevice;
import org.fleetreboot.devicesim.hub.registry.TwinJson;

/** {@code FROM devices}: the device twins, by device id. */
public record DeviceTwinRows(DeviceRegistry registry, QueryLag lag) implements QuerySource {
  public static final Set<String> FIELDS =
      Set.of(
          "deviceId",
          "etag",
          "deviceEtag",
          "status",
          "statusReason",
          "statusUpdateTime",
          "connectionState",
          "lastActivityTime",
          "cloudToDeviceMessageCount",
          "authenticationType",
          "x509Thumbprint",
          "modelId",
          "version",
          "tags",
          "properties",
          "capabilities",
          "deviceScope",
          "parentScopes");

  @Override
  public String name() {
    return "devices";
  }

  @Override
  public Set<String> fields() {
    return FIELDS;
  }

  @Override
  public Stream<Row> rows(String after) {
    Collection<RegisteredDevice> devices = after.isEmpty() ? registry.all() : registry.after(after);
    return devices.stream()
        .map(device -> new Row(device.id(), TwinJson.write(device, lag.seen(device))));
  }
}
