/** Benchmarks: each prints one JSON object as its last line. */
@NullMarked
package org.fleetreboot.bench;

import org.jspecify.annotations.NullMarked;
