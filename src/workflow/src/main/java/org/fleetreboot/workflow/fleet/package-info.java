/**
 * The rules for all runs of one hub: the stop of all calls, and whether its journal can be trusted.
 */
@NullMarked
package org.fleetreboot.workflow.fleet;

import org.jspecify.annotations.NullMarked;
