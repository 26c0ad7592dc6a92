package org.fleetreboot.app.local;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.devicesim.hub.DeviceIdentity;
import org.fleetreboot.devicesim.hub.LocalHub;
import org.fleetreboot.journal.lock.OwnerOnly;
import org.jspecify.annotations.Nullable;

/**
 * What other programs need to work with a local hub: {@code hub.json}. It contains keys.
 *
 * @param name the hub's own name
 * @param serviceConnectionString for {@code IOTHUB_CONNECTION_STRING}
 * @param caFile for {@code IOTHUB_CA_FILE}
 * @param plainPort the MQTT port without TLS; null, and omitted from the file, if there is none
 * @param testUrl where a test asks what happened: {@code GET testUrl/calls}
 * @param controlToken authorizes requests that control the hub
 */
public record HubFile(
    String name,
    String serviceConnectionString,
    String caFile,
    List<Entry> devices,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer plainPort,
    String testUrl,
    String controlToken) {

  /** A device that may connect. */
  public record Entry(String id, String connectionString) {}

  /** The name of the file in the hub's directory. */
  public static final String NAME = "hub.json";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  static HubFile of(LocalHub hub, List<DeviceIdentity> devices) {
    return new HubFile(
        hub.name(),
        hub.serviceConnectionString(),
        hub.caFile().toAbsolutePath().toString(),
        devices.stream().map(device -> new Entry(device.id(), device.connectionString())).toList(),
        hub.plainPort().isPresent() ? hub.plainPort().getAsInt() : null,
        hub.testUrl().toString(),
        hub.controlToken());
  }

  /**
   * Reads a hub's file.
   *
   * @param path the file, or its directory
   */
  public static HubFile read(Path path) {
    Path file = Files.isDirectory(path) ? path.resolve(NAME) : path;
    try {
      return MAPPER.readValue(file.toFile(), HubFile.class);
    } catch (JsonProcessingException e) {
      throw ProgramFailure.setup(
          file + " was not written by ./fleet-reboot hub: name the hub.json of a running hub.", e);
    } catch (IOException e) {
      throw ProgramFailure.setup(
          "There is no %s: start ./fleet-reboot hub, which writes it when it is ready."
              .formatted(file),
          e);
    }
  }

  /** Writes the file atomically; only its owner may read it. */
  void write(Path directory) throws IOException {
    Path file = directory.resolve(NAME);
    Path part = Files.createTempFile(directory, NAME, ".part", OwnerOnly.file(directory));
    Files.write(part, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Without the keys. */
  @Override
  public String toString() {
    return "HubFile[" + name + ", " + devices.size() + " devices]";
  }
}
