package org.fleetreboot.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs a benchmark in a JVM of its own, because the limit of the heap is part of the promise. */
final class OwnJvm {
  /** The option that tells a benchmark that it is there. */
  static final String OPTION = "in-this-jvm";

  private OwnJvm() {}

  /**
   * What the benchmark finds there.
   *
   * @param heap as {@code -Xmx} takes it
   * @param options names and values in turn
   */
  static Map<String, Object> run(String heap, String benchmark, String... options)
      throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx" + heap,
                "-Dfleetreboot.home=" + System.getProperty("fleetreboot.home", ""),
                "-cp",
                System.getProperty("java.class.path"),
                Bench.class.getName(),
                benchmark));
    command.addAll(List.of(options));
    command.addAll(List.of("--" + OPTION, "yes"));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String last = "{}";
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last = line;
      }
    }
    if (process.waitFor() != 0) {
      throw new IllegalStateException(
          "bench " + benchmark + " " + String.join(" ", options) + " fails in a heap of " + heap);
    }
    Map<String, Object> figures = new ObjectMapper().readerForMapOf(Object.class).readValue(last);
    figures.remove("bench");
    return figures;
  }
}
