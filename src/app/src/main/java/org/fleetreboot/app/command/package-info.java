/** The commands of the command line, one class each. */
@NullMarked
package org.fleetreboot.app.command;

import org.jspecify.annotations.NullMarked;
