/** What the hub bears: its quota, and whether it can be worked with. */
@NullMarked
package org.fleetreboot.engine.hub;

import org.jspecify.annotations.NullMarked;
