package org.fleetreboot.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The memory of this JVM. */
final class Memory {
  private Memory() {}

  /** The heap after a collection; on Linux also the process's memory, current and maximum. */
  static Map<String, Object> figures() throws IOException {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("heapMegabytes", heapMegabytes());
    figures.putAll(resident(ProcessHandle.current().pid()));
    return figures;
  }

  /** A process's memory, current and maximum; empty on systems that do not report it. */
  static Map<String, Long> resident(long pid) throws IOException {
    Map<String, Long> figures = new LinkedHashMap<>();
    Path status = Path.of("/proc", Long.toString(pid), "status");
    if (Files.exists(status)) {
      figures.put("residentMegabytes", megabytes(status, "VmRSS:"));
      figures.put("residentMegabytesAtMost", megabytes(status, "VmHWM:"));
    }
    return figures;
  }

  static long heapMegabytes() {
    return heapBytes() >> 20;
  }

  /** The heap after a collection. */
  static long heapBytes() {
    System.gc();
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static long megabytes(Path status, String name) throws IOException {
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith(name))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")) >> 10)
          .findFirst()
          .orElse(0);
    }
  }
}
