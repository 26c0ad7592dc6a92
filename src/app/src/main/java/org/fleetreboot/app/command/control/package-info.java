/** The commands that control runs: pause, resume, cancel, skip, approve, reject, stop. */
@NullMarked
package org.fleetreboot.app.command.control;

import org.jspecify.annotations.NullMarked;
