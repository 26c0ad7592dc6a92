/** Devices whose marker is awaited, or that are to have stayed up. */
@NullMarked
package org.fleetreboot.engine.poll;

import org.jspecify.annotations.NullMarked;
