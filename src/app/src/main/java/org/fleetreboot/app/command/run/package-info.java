/** The commands that begin runs and wait for their end. */
@NullMarked
package org.fleetreboot.app.command.run;

import org.jspecify.annotations.NullMarked;
