/** A journal in memory: for tests, for simulations that crash, and for trying without a file. */
@NullMarked
package org.fleetreboot.journal.memory;

import org.jspecify.annotations.NullMarked;
