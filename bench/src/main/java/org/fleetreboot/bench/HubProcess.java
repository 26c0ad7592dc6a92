package org.fleetreboot.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.fleetreboot.app.local.HubFile;

/** A local hub with its devices, in a separate process that is not killed. */
final class HubProcess implements AutoCloseable {
  private final Process process;
  private final HubFile file;

  private HubProcess(Process process, HubFile file) {
    this.process = process;
    this.file = file;
  }

  /**
   * Starts it, and waits until it is ready.
   *
   * @param data its directory, for {@code hub.json} and its log too
   * @param flags of its JVM
   * @param words the options of {@code hub}, except {@code --data}
   */
  static HubProcess start(Path data, List<String> flags, List<String> words) throws Exception {
    Files.createDirectories(data);
    Path output = data.resolve("hub.log");
    List<String> command = new ArrayList<>(List.of("hub", "--data", data.toString()));
    command.addAll(words);
    Process process = Processes.of(data, output, flags, command).start();
    try {
      awaitFile(process, data.resolve(HubFile.NAME), output);
      return new HubProcess(process, HubFile.read(data));
    } catch (Exception e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private static void awaitFile(Process process, Path ready, Path output) throws Exception {
    while (!Files.exists(ready)) {
      if (!process.isAlive()) {
        throw new IllegalStateException("The hub ended: " + Files.readString(output));
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  long pid() {
    return process.pid();
  }

  /** The content of its {@code hub.json}. */
  HubFile file() {
    return file;
  }

  String connectionString() {
    return file.serviceConnectionString();
  }

  String caFile() {
    return file.caFile();
  }

  /** How often each device was called since the hub's start. */
  Map<String, Long> calls() throws IOException, InterruptedException {
    String body =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(file.testUrl() + "/calls")).build(),
                BodyHandlers.ofString())
            .body();
    return new TreeMap<>(
        new ObjectMapper().readValue(body, new TypeReference<Map<String, Long>>() {}));
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
