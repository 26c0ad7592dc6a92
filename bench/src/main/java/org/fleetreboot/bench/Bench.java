package org.fleetreboot.bench;

import static java.util.Map.entry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs a benchmark by name, and prints its figures as one JSON object on the last line. */
public final class Bench {
  private static final Map<String, Benchmark> BENCHMARKS =
      new TreeMap<>(
          Map.ofEntries(
              entry("append", new AppendBench()),
              entry("care", new CareBench()),
              entry("engine", new EngineBench()),
              entry("fleet", new FleetBench()),
              entry("fuzz", new FuzzBench()),
              entry("history", new HistoryBench()),
              entry("kills", new KillBench()),
              entry("list", new ListBench()),
              entry("page", new PageBench()),
              entry("readers", new ReadersBench()),
              entry("start", new StartBench()),
              entry("swarm", new SwarmBench()),
              entry("targets", new TargetsBench()),
              entry("waiting", new WaitingBench())));

  private Bench() {}

  /** Takes the name of a benchmark, then its options. */
  public static void main(String[] args) throws Exception {
    Benchmark benchmark = args.length == 0 ? null : BENCHMARKS.get(args[0]);
    if (benchmark == null) {
      System.err.println(
          "Give the name of a benchmark: " + String.join(", ", BENCHMARKS.keySet()) + ".");
      BENCHMARKS.forEach((name, known) -> System.err.println("  " + name + "  " + known.usage()));
      System.exit(2);
      return;
    }
    try {
      List<String> words = Arrays.asList(args).subList(1, args.length);
      System.out.println(json(args[0], benchmark.run(Options.parse(words))));
      System.exit(0);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + " Usage: bench " + args[0] + " " + benchmark.usage());
      System.exit(2);
    } catch (Exception e) {
      // Whatever it started has threads that would keep the JVM alive.
      e.printStackTrace();
      System.exit(1);
    }
  }

  private static String json(String name, Map<String, Object> figures)
      throws JsonProcessingException {
    Map<String, Object> all = new java.util.LinkedHashMap<>();
    all.put("bench", name);
    all.putAll(figures);
    return new ObjectMapper().writeValueAsString(all);
  }
}
