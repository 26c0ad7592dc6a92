/** How text comes to a terminal, a pipe or a file, and whether it does. */
@NullMarked
package org.fleetreboot.app.terminal;

import org.jspecify.annotations.NullMarked;
