package org.fleetreboot.app.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.settings.TextFile;
import org.fleetreboot.devicesim.device.DeviceEnvironment;
import org.fleetreboot.devicesim.device.DeviceSpec;

/** Devices that are registered on other hubs, including real ones, by their connection strings. */
public final class ExternalDevices {
  /** Room for 50,000 connection strings. */
  private static final int MOST_BYTES = 16 * 1024 * 1024;

  private final Map<String, DeviceCredentials> devices = new LinkedHashMap<>();

  /**
   * Adds devices from a local hub's file.
   *
   * @param ids adds only these; empty for all
   */
  public void addFrom(HubFile hub, List<String> ids) {
    Map<String, String> known = new LinkedHashMap<>();
    hub.devices().forEach(entry -> known.put(entry.id(), entry.connectionString()));
    for (String id : ids) {
      if (!known.containsKey(id)) {
        throw ProgramFailure.setup(
            "hub.json has no device '" + id + "': start the hub with --device " + id + ".");
      }
    }
    if (!ids.isEmpty()) {
      known.keySet().retainAll(Set.copyOf(ids));
    }
    known.forEach((id, text) -> add(text, "The device " + id + " of hub.json"));
  }

  /** Adds one device. */
  public void add(String connectionString) {
    add(connectionString, "A --connection-string");
  }

  /**
   * Adds the devices of a file with one connection string per line; empty lines and lines with #
   * are skipped.
   */
  public void addLinesOf(Path file) {
    List<String> lines = text(file).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        add(line, "%s, line %d,".formatted(file, i + 1));
      }
    }
  }

  private void add(String connectionString, String where) {
    DeviceCredentials device = DeviceCredentials.parse(connectionString, where);
    if (devices.putIfAbsent(device.id(), device) != null) {
      throw ProgramFailure.setup(
          where + " names " + device.id() + " a second time; remove one of them.");
    }
  }

  /** Lets all of them connect to this port without TLS. */
  public void withoutTls(int port) {
    devices.replaceAll((id, device) -> device.withoutTls(port));
  }

  /** Their ids, in the order in which they were added. */
  public List<String> ids() {
    return new ArrayList<>(devices.keySet());
  }

  /** Starts them; returns at once. */
  public RunningDevices start(List<DeviceSpec> specs, SSLContext trust, InstantSource clock) {
    return RunningDevices.start(
        specs,
        new DeviceEnvironment(
            id -> known(id).connectionString(), trust, clock, ZoneId.systemDefault()),
        id -> known(id).endpoint());
  }

  private DeviceCredentials known(String id) {
    DeviceCredentials device = devices.get(id);
    if (device == null) {
      throw new IllegalArgumentException("there is no connection string for " + id);
    }
    return device;
  }

  private static String text(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw ProgramFailure.setup(file + " exceeds 16 MB; split it.");
      }
      return TextFile.withoutMark(new String(bytes, StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      throw ProgramFailure.setup("There is no " + file + "; name a file of connection strings.", e);
    } catch (IOException e) {
      throw ProgramFailure.setup(file + " cannot be read: " + e.getMessage() + ".", e);
    }
  }
}
