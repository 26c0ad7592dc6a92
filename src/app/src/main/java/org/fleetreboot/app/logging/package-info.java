/** What goes into the log, and what is told in a sentence instead. */
@NullMarked
package org.fleetreboot.app.logging;

import org.jspecify.annotations.NullMarked;
