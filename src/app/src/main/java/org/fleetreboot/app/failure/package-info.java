/** What the program says when something is wrong: one sentence, and an exit code. */
@NullMarked
package org.fleetreboot.app.failure;

import org.jspecify.annotations.NullMarked;
