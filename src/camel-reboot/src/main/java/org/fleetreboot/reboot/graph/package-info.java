/** The calls of a context's routes: which steps they lead to, and whether they wait. */
@NullMarked
package org.fleetreboot.reboot.graph;

import org.jspecify.annotations.NullMarked;
