/** The parts put together: journal, engine, Camel and the hub. */
@NullMarked
package org.fleetreboot.app.program;

import org.jspecify.annotations.NullMarked;
