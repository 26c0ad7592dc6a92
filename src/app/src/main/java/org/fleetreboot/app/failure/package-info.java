/** The program's report of a failure: one sentence and an exit code. */
@NullMarked
package org.fleetreboot.app.failure;

import org.jspecify.annotations.NullMarked;
