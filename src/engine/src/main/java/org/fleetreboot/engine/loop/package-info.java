/** The step function, and the loop that makes it durable. */
@NullMarked
package org.fleetreboot.engine.loop;

import org.jspecify.annotations.NullMarked;
