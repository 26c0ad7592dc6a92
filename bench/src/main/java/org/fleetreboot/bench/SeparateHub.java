package org.fleetreboot.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.fleetreboot.app.local.HubFile;
import org.fleetreboot.app.settings.HubTrust;

/** A hub in its own JVM, so that each process holds one end of each connection. */
final class SeparateHub implements SwarmHub {
  private final Path data;
  private final HubProcess process;
  private final Map<String, String> connectionStrings;

  private SeparateHub(Path data, HubProcess process) {
    this.data = data;
    this.process = process;
    this.connectionStrings =
        process.file().devices().stream()
            .collect(Collectors.toMap(HubFile.Entry::id, HubFile.Entry::connectionString));
  }

  /**
   * Starts {@code ./fleet-reboot hub} with that many devices, without simulating them.
   *
   * @param flags of its JVM
   */
  static SeparateHub start(int devices, List<String> flags) throws Exception {
    Path data = Files.createTempDirectory("fleet-reboot-swarm");
    try {
      return new SeparateHub(
          data,
          HubProcess.start(
              data,
              flags,
              List.of(
                  "--memory",
                  "--no-simulation",
                  "--devices",
                  Integer.toString(devices),
                  "--rest-port",
                  "0",
                  "--mqtt-port",
                  "0",
                  "--plain-port",
                  "0")));
    } catch (Exception e) {
      delete(data);
      throw e;
    }
  }

  @Override
  public Map<String, String> connectionStrings() {
    return connectionStrings;
  }

  @Override
  public SSLContext trust() {
    return HubTrust.contextWith(Path.of(process.caFile()));
  }

  @Override
  public InetSocketAddress mqtt(boolean encrypted) {
    String[] host = part(process.file().devices().get(0).connectionString()).split(":", 2);
    return new InetSocketAddress(
        host[0], encrypted ? Integer.parseInt(host[1]) : process.file().plainPort());
  }

  @Override
  public String restHost() {
    return part(process.connectionString());
  }

  private static String part(String connectionString) {
    return connectionString.substring("HostName=".length(), connectionString.indexOf(';'));
  }

  /** First the sum of both processes; their maxima need not coincide. */
  @Override
  public Map<String, Object> memory() throws IOException {
    Map<String, Object> swarm = Memory.figures();
    Map<String, Long> own = Memory.resident(ProcessHandle.current().pid());
    Map<String, Long> hub = Memory.resident(process.pid());
    Map<String, Object> figures = new LinkedHashMap<>();
    hub.forEach((name, megabytes) -> figures.put(name, megabytes + own.getOrDefault(name, 0L)));
    figures.put("ofSwarm", swarm);
    figures.put("ofHub", hub);
    return figures;
  }

  @Override
  public void close() throws IOException {
    process.close();
    delete(data);
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
