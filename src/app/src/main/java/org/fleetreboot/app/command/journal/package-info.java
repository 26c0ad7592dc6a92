/** The commands that take care of the journal, one class each. */
@NullMarked
package org.fleetreboot.app.command.journal;

import org.jspecify.annotations.NullMarked;
