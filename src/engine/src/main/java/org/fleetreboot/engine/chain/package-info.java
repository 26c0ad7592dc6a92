/** Runs on their way through their chains: their steps, and what people tell them. */
@NullMarked
package org.fleetreboot.engine.chain;

import org.jspecify.annotations.NullMarked;
