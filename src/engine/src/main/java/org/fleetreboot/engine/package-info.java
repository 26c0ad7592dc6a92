/**
 * The engine: one thread decides by the rules, appends the events, and then carries out the
 * effects.
 */
@NullMarked
package org.fleetreboot.engine;

import org.jspecify.annotations.NullMarked;
