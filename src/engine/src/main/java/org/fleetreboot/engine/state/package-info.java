/**
 * The memory of the engine: the fold of its journal, and what was recorded and let out in a step.
 */
@NullMarked
package org.fleetreboot.engine.state;

import org.jspecify.annotations.NullMarked;
