/**
 * What the routes of a context call, and where that leads: to which steps, and whether they wait.
 */
@NullMarked
package org.fleetreboot.reboot.graph;

import org.jspecify.annotations.NullMarked;
