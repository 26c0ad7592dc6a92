/** The commands that simulate: a local hub, devices, and the demo of both. */
@NullMarked
package org.fleetreboot.app.command.sim;

import org.jspecify.annotations.NullMarked;
