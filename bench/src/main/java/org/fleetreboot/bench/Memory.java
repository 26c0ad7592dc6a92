package org.fleetreboot.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** What this JVM takes. */
final class Memory {
  private static final Path STATUS = Path.of("/proc/self/status");

  private Memory() {}

  /** The heap after a collection; on Linux also what the whole process has now, and had at most. */
  static Map<String, Object> figures() throws IOException {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("heapMegabytes", heapMegabytes());
    if (Files.exists(STATUS)) {
      figures.put("residentMegabytes", megabytes("VmRSS:"));
      figures.put("residentMegabytesAtMost", megabytes("VmHWM:"));
    }
    return figures;
  }

  static long heapMegabytes() {
    System.gc();
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
  }

  private static long megabytes(String name) throws IOException {
    try (Stream<String> lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith(name))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")) >> 10)
          .findFirst()
          .orElse(0);
    }
  }
}
