/**
 * The rules for all runs of one hub: the stop of all calls, and whether the journal may be relied
 * on.
 */
@NullMarked
package org.fleetreboot.workflow.fleet;

import org.jspecify.annotations.NullMarked;
