/** How much load the hub takes, and whether it works. */
@NullMarked
package org.fleetreboot.engine.hub;

import org.jspecify.annotations.NullMarked;
