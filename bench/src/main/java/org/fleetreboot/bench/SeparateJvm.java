package org.fleetreboot.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs a benchmark in its own JVM, because the heap limit is part of what it measures. */
final class SeparateJvm {
  /** The option that tells a benchmark that it runs in its own JVM. */
  static final String OPTION = "in-this-jvm";

  private SeparateJvm() {}

  /**
   * The figures of the benchmark there.
   *
   * @param flags of the JVM, its {@code -Xmx} among them
   * @param options values by name
   */
  static Map<String, Object> run(List<String> flags, String benchmark, Map<String, String> options)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(flags);
    command.addAll(
        List.of(
            "-Dfleetreboot.home=" + System.getProperty("fleetreboot.home", ""),
            "-cp",
            System.getProperty("java.class.path"),
            Bench.class.getName(),
            benchmark));
    options.forEach((name, value) -> command.addAll(List.of("--" + name, value)));
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
          "bench " + benchmark + " " + options + " fails in a JVM with " + String.join(" ", flags));
    }
    Map<String, Object> figures = new ObjectMapper().readerForMapOf(Object.class).readValue(last);
    figures.remove("bench");
    return figures;
  }
}
