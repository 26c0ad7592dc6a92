/** How text reaches a terminal, a pipe or a file, and whether it arrives. */
@NullMarked
package org.fleetreboot.app.terminal;

import org.jspecify.annotations.NullMarked;
