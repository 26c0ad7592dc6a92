/** Options that several commands share. */
@NullMarked
package org.fleetreboot.app.command.option;

import org.jspecify.annotations.NullMarked;
