package org.fleetreboot.bench;

import java.util.Map;

/** One thing that is measured. */
interface Benchmark {
  /** Its options and what it measures, in one line. */
  String usage();

  /** Measures; the figure that counts comes first. */
  Map<String, Object> run(Options options) throws Exception;
}
