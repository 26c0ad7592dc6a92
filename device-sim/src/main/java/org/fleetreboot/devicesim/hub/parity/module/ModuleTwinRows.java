package org.fleetreboot.devicesim.hub.parity.module;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fleetreboot.devicesim.hub.query.DeviceTwinRows;
import org.fleetreboot.devicesim.hub.query.QueryLag;
import org.fleetreboot.devicesim.hub.query.QuerySource;
import org.fleetreboot.devicesim.hub.registry.DeviceRegistry;
import org.fleetreboot.devicesim.hub.registry.RegisteredDevice;
import org.fleetreboot.devicesim.hub.registry.TwinJson;

/** {@code FROM devices.modules}: the module twins, by device and module. */
public record ModuleTwinRows(DeviceRegistry registry, QueryLag lag) implements QuerySource {
  // Not allowed in ids.
  private static final char SEPARATOR = ' ';
  private static final Set<String> FIELDS =
      Stream.concat(DeviceTwinRows.FIELDS.stream(), Stream.of("moduleId"))
          .collect(Collectors.toUnmodifiableSet());

  @Override
  public String name() {
    return "devices.modules";
  }

  @Override
  public Set<String> fields() {
    return FIELDS;
  }

  @Override
  public Stream<Row> rows(String after) {
    int end = after.indexOf(SEPARATOR);
    if (end < 0) {
      return registry.all().stream().flatMap(this::rows);
    }
    String device = after.substring(0, end);
    Stream<Row> rest =
        registry.find(device).stream()
            .flatMap(this::rows)
            .filter(row -> row.key().compareTo(after) > 0);
    return Stream.concat(rest, registry.after(device).stream().flatMap(this::rows));
  }

  private Stream<Row> rows(RegisteredDevice device) {
    return device.modules().stream()
        .map(
            module ->
                new Row(
                    device.id() + SEPARATOR + module.clientId().module(),
                    TwinJson.write(module, lag.seen(module))));
  }
}
