package org.fleetreboot.bench;

import java.util.Map;

/** One benchmark. */
interface Benchmark {
  /** Its options and what it measures, in one line. */
  String usage();

  /** Runs it; the main figure comes first. */
  Map<String, Object> run(Options options) throws Exception;
}
