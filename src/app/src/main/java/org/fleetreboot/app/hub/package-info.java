/** The hub, asked outside of routes. */
@NullMarked
package org.fleetreboot.app.hub;

import org.jspecify.annotations.NullMarked;
