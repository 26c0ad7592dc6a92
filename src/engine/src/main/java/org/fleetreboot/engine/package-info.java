/** Drives the rules: one thread decides, appends, and only then lets the effects out. */
@NullMarked
package org.fleetreboot.engine;

import org.jspecify.annotations.NullMarked;
